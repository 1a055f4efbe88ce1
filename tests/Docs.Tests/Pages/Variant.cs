namespace Docs.Tests.Pages;

/// <summary>A page as a reader would follow it, or with one passage of its files written otherwise.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">What is special; empty for the page itself.</param>
/// <param name="From">The passage, which must be there.</param>
/// <param name="To">What stands there instead.</param>
internal sealed record Variant(string Page, string Name = "", string From = "", string To = "")
{
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("fixtures"),
    ];

    public string Folder => Name.Length == 0 ? Page : $"{Page}+{Name}";

    /// <summary>The pages to follow, in order.</summary>
    public IReadOnlyList<Page> Pages { get; } = [.. Followed(Page).Reverse()];

    /// <summary>The files of the pages; a later page's stands in the place of an earlier one's.</summary>
    public Dictionary<string, string> Files()
    {
        var files = Pages.SelectMany(page => page.Files).GroupBy(file => file.Key, file => file.Value).ToDictionary(file => file.Key, file => file.Last());
        if (Name.Length == 0)
            return files;
        var path = files.Single(file => file.Value.Contains(From, StringComparison.Ordinal)).Key;
        files[path] = files[path].Replace(From, To, StringComparison.Ordinal);
        return files;
    }

    private static IEnumerable<Page> Followed(string name)
    {
        var page = Tests.Pages.Page.Of(name);
        yield return page;
        if (page.After is { } before)
        {
            foreach (var earlier in Followed(before))
                yield return earlier;
        }
    }
}
