using Partnero.Contracts.Testing.Capabilities;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Capabilities;

public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("psql -tAc 'select 1'", "psql", "-tAc", "select 1")]
    [InlineData("""psql -c "select \"id\" from \\t" """, "psql", "-c", """select "id" from \t""")]
    [InlineData("""  a\ b   c'd'"e"f  """, "a b", "cdef")]
    [InlineData("a '' \"\"", "a", "", "")]
    [InlineData("""sh -c 'echo "$HOME" \n'""", "sh", "-c", """echo "$HOME" \n""")]
    [InlineData("a\tb\nc", "a", "b", "c")]
    [InlineData(@"""a\b""", @"a\b")]
    [InlineData(@"a\", @"a\")]
    public void A_command_is_split_as_a_shell_splits_it(string text, params string[] words) => Assert.Equal(words, CommandWords.Split(text));

    [Theory]
    [InlineData("", "names no program")]
    [InlineData("  \n", "names no program")]
    [InlineData("'' a", "names no program")]
    [InlineData("psql 'select", "has a ' that is not closed")]
    [InlineData("psql \"select", "has a \" that is not closed")]
    [InlineData("psql \"select\\\"", "has a \" that is not closed")]
    public void What_is_no_command_is_said(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => CommandWords.Split(text)).Message);
}
