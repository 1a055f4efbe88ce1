namespace Partnero.Contracts.Testing;

/// <summary>Where in its work an attempt fails. The points tell apart what looks alike: lost, half-applied, doubled.</summary>
public enum FailurePoint
{
    /// <summary>Before anything of the effect was written: a database that does not answer.</summary>
    BeforeEffect,

    /// <summary>After the effect was written and before it was committed: a connection that breaks off.</summary>
    BeforeCommit,

    /// <summary>After the effect was committed and before the delivery was answered: a process that is killed.</summary>
    AfterCommit,
}

/// <summary>Failure points in words.</summary>
internal static class FailurePointWords
{
    /// <summary>Such as <c>before its commit</c>.</summary>
    public static string InWords(this FailurePoint point) => point switch
    {
        FailurePoint.BeforeEffect => "before its effect",
        FailurePoint.BeforeCommit => "before its commit",
        _ => "after its commit",
    };
}
