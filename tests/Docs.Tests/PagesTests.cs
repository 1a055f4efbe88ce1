using Docs.Tests.Pages;
using Xunit;

namespace Docs.Tests;

/// <summary>What holds of every page.</summary>
public sealed class PagesTests
{
    public static TheoryData<string> Built => [.. Variant.All.Select(variant => variant.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Built))]
    public void Every_block_of_code_is_compiled(string page) => Assert.Empty(Page.Of(page).Uncompiled);
}
