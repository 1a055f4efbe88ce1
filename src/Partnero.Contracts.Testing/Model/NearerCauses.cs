namespace Partnero.Contracts.Testing.Model;

/// <summary>Which of several clauses that a consumer breaks names what is wrong with it: one defect breaks all that rests on what it spoils.</summary>
internal static class NearerCauses
{
    /// <summary>They draw whatever there is, or meet it by chance: what a narrower clause finds too is named by that.</summary>
    public static IReadOnlyList<string> Drawn { get; } = ["BODY-10", "BODY-11", "RETRY-11", "ROBUST-04", "HIST-01", "HIST-02"];

    /// <summary>For a clause, those that name the cause better where they are broken too.</summary>
    private static readonly Dictionary<string, string[]> Of = new()
    {
        ["BODY-01"] = ["STATUS-01", "STATUS-02"],
        ["BODY-06"] = ["PHP-03"],
        ["BODY-08"] = ["BODY-18"],
        ["BODY-12"] = ["BODY-09", "BODY-14", "PHP-03"],
        ["BODY-14"] = ["PHP-03"],
        ["BODY-15"] = ["PHP-02"],
        ["IDEM-02"] = ["IDEM-10"],
        ["IDEM-03"] = ["IDEM-01"],
        ["IDEM-08"] = ["PHP-03"],
        ["IDEM-09"] = ["IDEM-01"],
        ["IDEM-12"] = ["IDEM-01"],
        ["IDEM-14"] = ["RETRY-01", "RETRY-02", "RETRY-03", "RETRY-09"],
        ["IDEM-15"] = ["IDEM-01", "RETRY-06"],
        ["RETRY-05"] = ["RETRY-01", "RETRY-02", "ORDER-01"],
        ["RETRY-06"] = ["IDEM-01", "ORDER-01"],
        ["RETRY-07"] = ["IDEM-01"],
        ["RETRY-09"] = ["RETRY-01"],
        ["SCALE-01"] = ["IDEM-01"],
        ["SCALE-02"] = ["IDEM-01", "IDEM-03", "SCALE-01"],
        ["SCALE-03"] = ["RETRY-01", "RETRY-03"],
        ["SCALE-04"] = ["RETRY-03", "STATE-02", "STATE-04", "STATE-06"],
        ["STATE-06"] = ["IDEM-02", "STATE-02"],
        ["STATE-07"] = ["ORDER-02"],
        ["ROTATE-01"] = ["ROTATE-02"],
        ["ROTATE-03"] = ["ROTATE-02"],
        ["ROTATE-04"] = ["IDEM-01"],
    };

    /// <summary>All clauses that are named here.</summary>
    internal static IEnumerable<string> Named => [.. Drawn, .. Of.Keys, .. Of.Values.SelectMany(ids => ids)];

    /// <summary>Puts what names a cause first, and what follows from it, or was drawn, last; else all stay in the contract's order.</summary>
    /// <param name="broken">The ids of the broken clauses, in the contract's order.</param>
    public static IReadOnlyList<string> Order(IReadOnlyCollection<string> broken) =>
        [.. broken.OrderBy(id => Drawn.Contains(id) ? 2 : Of.GetValueOrDefault(id, []).Any(broken.Contains) ? 1 : 0)];
}
