using System.Globalization;
using System.Text.Json;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>A consumer's capabilities by commands, for one that has no probes: such as a query of its database. What a command is asked stands in its arguments and in its environment.</summary>
internal static class CommandProbes
{
    private static readonly TimeSpan MaxRestart = TimeSpan.FromSeconds(60);

    /// <summary>Asks for effects: a number, a JSON list with an entry for each, or a line with an object for each.</summary>
    /// <exception cref="ArgumentException">The text is no command.</exception>
    public static EffectsProbe Effects(string text)
    {
        var command = new ProbeCommand(Capability.Effects, text, "event", "id");
        return async (eventName, entityId, cancellationToken) => EffectsAnswer.ReadPrinted(
            command.ToString(), await command.AskAsync(cancellationToken, ("event", eventName), ("id", entityId)).ConfigureAwait(false));
    }

    /// <summary>Asks for what is stored of an entity: a JSON object; null or nothing where nothing is.</summary>
    /// <exception cref="ArgumentException">The text is no command.</exception>
    public static StateProbe State(string text)
    {
        var command = new ProbeCommand(Capability.State, text, "entity", "id");
        return async (entity, id, cancellationToken) => StateAnswer.Read(
            command.ToString(), await command.AskAsync(cancellationToken, ("entity", entity), ("id", id)).ConfigureAwait(false));
    }

    /// <summary>Has attempts fail.</summary>
    /// <exception cref="ArgumentException">The text is no command.</exception>
    public static FailureSwitch FailFor(string text)
    {
        var command = new ProbeCommand(Capability.FailFor, text, "event", "id", "times", "point");
        return (eventName, entityId, times, point, cancellationToken) => command.TellAsync(
            "", cancellationToken, ("event", eventName), ("id", entityId), ("times", times.ToString(CultureInfo.InvariantCulture)), ("point", HttpProbes.Name(point)));
    }

    /// <summary>Moves the clock on.</summary>
    /// <exception cref="ArgumentException">The text is no command.</exception>
    public static VirtualClock Clock(string text)
    {
        var command = new ProbeCommand(Capability.Clock, text, "seconds");
        return new VirtualClock((by, cancellationToken) => command.TellAsync("", cancellationToken, ("seconds", HttpProbes.Seconds(by))));
    }

    /// <summary>Restarts the consumer, which is watched meanwhile, as <see cref="HttpProbes.Restart"/> does.</summary>
    /// <exception cref="ArgumentException">The text is no command.</exception>
    public static Func<CancellationToken, Task<Uri>> Restart(string text, Uri consumer)
    {
        var command = new ProbeCommand(Capability.Restart, text) { Within = MaxRestart };
        var restart = new RestartProbe(command.ToString(), MaskedAddress.Without(consumer), cancellationToken => command.TellAsync("", cancellationToken));
        return async cancellationToken =>
        {
            await restart.RunAsync(cancellationToken).ConfigureAwait(false);
            return consumer;
        };
    }

    /// <summary>Sets the signing secrets, by a JSON list on standard input: arguments are seen by others.</summary>
    /// <exception cref="ArgumentException">The text is no command.</exception>
    public static SecretsSwitch SetSecrets(string text)
    {
        var command = new ProbeCommand(Capability.SetSecrets, text);
        return (secrets, cancellationToken) => command.TellAsync(JsonSerializer.Serialize(secrets), cancellationToken);
    }
}
