using Partnero.Contracts.Testing.Session;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Clauses;

public sealed class LentFieldClausesTests
{
    [Fact]
    public async Task A_consumer_that_keeps_maps_as_maps_keeps_it()
    {
        using var consumer = new SoundHandler();

        Assert.Equal(ClauseFinding.Kept, await new ClauseBench(consumer).FindAsync("ROBUST-08"));
        Assert.Contains(consumer.All, posted => posted.Body.Contains("\"__proto__\":{", StringComparison.Ordinal));
        Assert.DoesNotContain(consumer.All[^1].Data.EnumerateObject(), field => field.Name == "surname");
    }

    [Theory]
    [InlineData("__proto__")]
    [InlineData("constructor")]
    public async Task A_text_of_a_map_in_a_later_effect_is_found(string name)
    {
        object? lent = null;
        using var consumer = new SoundHandler();
        consumer.Records = posted =>
        {
            if (posted.Data.TryGetProperty("metadata", out var map) && map.ValueKind == System.Text.Json.JsonValueKind.Object && map.TryGetProperty(name, out var shared))
                lent = (name == "constructor" ? shared.GetProperty("prototype") : shared).GetProperty("surname").GetString();
            var own = posted.Data.EnumerateObject().Select(field => (field.Name, (object?)field.Value)).ToList();
            return lent is null || own.Exists(field => field.Name == "surname") ? own : [.. own, ("surname", lent)];
        };

        var finding = await new ClauseBench(consumer).FindAsync("ROBUST-08");

        Assert.Equal((FindingKind.Broken, "no surname"), (finding.Kind, finding.Expected));
    }

    [Fact]
    public async Task Where_no_field_is_recorded_or_the_map_is_refused_nothing_is_said()
    {
        using var silent = new SoundHandler { Records = _ => [] };
        using var strict = new SoundHandler { Answers = posted => posted.Body.Contains("__proto__", StringComparison.Ordinal) ? 400 : null };

        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(silent).FindAsync("ROBUST-08")).Kind);
        Assert.Equal(FindingKind.NotExercised, (await new ClauseBench(strict).FindAsync("ROBUST-08")).Kind);
    }
}
