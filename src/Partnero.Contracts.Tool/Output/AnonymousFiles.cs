using System.Globalization;
using Partnero.Contracts.Testing.Anonymous;
using Partnero.Contracts.Testing.Received;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Deliveries with other values, under other names: those of their files may tell whose they are.</summary>
/// <param name="Files">The new files.</param>
/// <param name="LeftOut">Where those were read from that are not JSON.</param>
/// <param name="Names">Names of fields and events that stayed in the files, and that no schema has.</param>
internal sealed record AnonymousFiles(IReadOnlyList<NewFile> Files, IReadOnlyList<string> LeftOut, IReadOnlyCollection<string> Names)
{
    public static AnonymousFiles None { get; } = new([], [], []);

    public static AnonymousFiles Of(IReadOnlyList<SchemaCheck> checks, ReadableSchemas readable, string folder)
    {
        var bodies = checks.Where(check => check.Reading.IsJson).ToList();
        var anonymiser = new DeliveryAnonymiser(readable, bodies.Select(check => check.Reading.Body));
        return new(
            [.. bodies.Select((check, i) => new NewFile(
                Path.Combine(folder, $"{(i + 1).ToString("000", CultureInfo.InvariantCulture)}{(check.Reading.Outcome is ReadingOutcome.NoWebhook or ReadingOutcome.NoSchema ? "" : "-" + check.Reading.Event)}.json"),
                anonymiser.Anonymise(check.Reading.Body), "--anonymise", check.Source))],
            [.. checks.Where(check => !check.Reading.IsJson).Select(check => check.Source)],
            anonymiser.Stayed);
    }
}
