namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>When a part of a consumer fails. A class, so that a container can hand it out.</summary>
internal sealed record FailureMoment(string Name)
{
    public static readonly FailureMoment Creation = new("creation");
    public static readonly FailureMoment Call = new("call");
    public static readonly FailureMoment Later = new("later");
    public static readonly FailureMoment OwnCancellation = new("own cancellation");

    public static IEnumerable<FailureMoment> All => [Creation, Call, Later, OwnCancellation];
}
