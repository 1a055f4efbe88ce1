namespace Partnero.Contracts.Specimens;

/// <summary>A kind of consumer to check: the sound one, or one with a single defect.</summary>
/// <param name="Name">The name, as the tool takes it.</param>
/// <param name="Description">What is wrong with it, as a sentence about it without its subject.</param>
/// <param name="Breaks">The ids of the clauses that it breaks, and no others.</param>
/// <param name="Build">Puts the consumer together.</param>
public sealed record Specimen(string Name, string Description, IReadOnlyList<string> Breaks, Action<SpecimenBuilder> Build)
{
    /// <summary>The consumer that keeps every clause.</summary>
    public static Specimen Sound { get; } = new("sound", "keeps every clause", [], builder => builder.Receive(inbox: typeof(Billing.Inbox)));

    /// <summary>Consumers with one defect each.</summary>
    public static IReadOnlyList<Specimen> Defective { get; } =
    [
        new(
            "no-signature-check",
            "never looks at the signature",
            ["SIG-01", "SIG-02", "SIG-03", "SIG-04", "SIG-05", "SIG-06", "SIG-07"],
            builder => builder.Map(Defects.NoSignatureCheck.Map)),
        new(
            "no-dedupe",
            "applies every delivery, also a duplicate",
            ["IDEM-01", "IDEM-03"],
            builder => builder.Receive(inbox: null)),
        new(
            "race",
            "looks for a duplicate first and records the delivery afterwards",
            ["IDEM-03"],
            Defects.CheckThenActInbox.Build),
    ];
}
