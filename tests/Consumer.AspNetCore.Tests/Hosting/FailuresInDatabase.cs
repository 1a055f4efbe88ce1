using Npgsql;
using Partnero.Contracts.Testing;

namespace Consumer.Tests.Hosting;

/// <summary>
/// Has the database fail attempts, in whichever process they are: a trigger refuses the entry in the log. What an attempt has counted is not
/// rolled back with it, since it is a sequence that counts.
/// </summary>
internal sealed class FailuresInDatabase(NpgsqlDataSource source)
{
    private int _sequences;

    public async Task CreateAsync(CancellationToken cancellationToken) => await RunAsync(
        """
        CREATE TABLE failures (event text, entity_id text, times integer NOT NULL, counter regclass NOT NULL, PRIMARY KEY (event, entity_id));
        CREATE FUNCTION fail_when_told() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE told failures%ROWTYPE;
        BEGIN
            SELECT * INTO told FROM failures WHERE event = NEW.event AND entity_id = NEW.entity_id;
            IF FOUND THEN
                IF nextval(told.counter) <= told.times THEN
                    RAISE EXCEPTION 'The attempt was told to fail.';
                END IF;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER fail_when_told BEFORE INSERT ON applied FOR EACH ROW EXECUTE FUNCTION fail_when_told();
        """,
        cancellationToken);

    /// <summary>Fails before the effect, and at no other point.</summary>
    public async Task FailForAsync(string eventName, string entityId, int times, FailurePoint point, CancellationToken cancellationToken)
    {
        var counter = $"failures_{Interlocked.Increment(ref _sequences)}";
        await RunAsync($"CREATE SEQUENCE {counter}", cancellationToken);
        await RunAsync(
            $"INSERT INTO failures VALUES ($1, $2, $3, '{counter}') ON CONFLICT (event, entity_id) DO UPDATE SET times = excluded.times, counter = excluded.counter",
            cancellationToken,
            eventName,
            entityId,
            times);
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
