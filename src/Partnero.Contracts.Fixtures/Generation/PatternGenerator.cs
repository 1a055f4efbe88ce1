using System.Collections.Concurrent;
using System.Text;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws texts that match a regular expression.</summary>
internal static class PatternGenerator
{
    private static readonly ConcurrentDictionary<string, PatternNode> Parsed = new();

    /// <summary>How often a piece is repeated more than it must be, at the most: try after try something else.</summary>
    private static readonly int[] Extra = [4, 1, 0, 12, 2, 40, 7, 150];

    /// <summary>Far longer texts than any limit asks for are not drawn.</summary>
    private const int MaxText = 20_000;

    /// <param name="choices">What is drawn from.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="attempt">How often a text was drawn in vain.</param>
    /// <param name="adversarial">Whether any character is drawn that the pattern allows.</param>
    /// <exception cref="SchemaException">The pattern has a piece that nothing can be drawn from.</exception>
    public static string Draw(Choices choices, string pattern, string location, int attempt, bool adversarial)
    {
        var text = new StringBuilder();
        Parse(pattern, location).Draw(text, new PatternDraw(choices, Extra[attempt % Extra.Length], adversarial, MaxText));
        return text.ToString();
    }

    private static PatternNode Parse(string pattern, string location)
    {
        try
        {
            return Parsed.GetOrAdd(pattern, PatternParser.Parse);
        }
        catch (NotSupportedException exception)
        {
            throw new SchemaException(location, exception.Message);
        }
    }
}

/// <summary>What a pattern is drawn with.</summary>
internal sealed record PatternDraw(Choices Choices, int Extra, bool IsAdversarial, int Longest);

/// <summary>A piece of a pattern.</summary>
internal abstract record PatternNode
{
    public abstract void Draw(StringBuilder text, PatternDraw draw);
}

/// <summary>Pieces one after the other.</summary>
internal sealed record PatternSequence(IReadOnlyList<PatternNode> Parts) : PatternNode
{
    public override void Draw(StringBuilder text, PatternDraw draw)
    {
        foreach (var part in Parts)
            part.Draw(text, draw);
    }
}

/// <summary>One of several pieces.</summary>
internal sealed record PatternChoice(IReadOnlyList<PatternNode> Branches) : PatternNode
{
    public override void Draw(StringBuilder text, PatternDraw draw) => draw.Choices.Of(Branches).Draw(text, draw);
}

/// <summary>A piece several times.</summary>
internal sealed record PatternRepeat(PatternNode Part, int Least, int? Most) : PatternNode
{
    public override void Draw(StringBuilder text, PatternDraw draw)
    {
        var most = (int)Math.Min(Most ?? int.MaxValue, (long)Least + draw.Extra);
        var times = Least + draw.Choices.Below(most - Least + 1);
        for (var i = 0; i < times && text.Length < draw.Longest; i++)
            Part.Draw(text, draw);
    }
}

/// <summary>One character of a set.</summary>
/// <param name="Characters">Those that may stand here, the simplest first; a part of them where there are many.</param>
/// <param name="Usual">How many of them real texts hold.</param>
internal sealed record PatternCharacter(IReadOnlyList<string> Characters, int Usual) : PatternNode
{
    public override void Draw(StringBuilder text, PatternDraw draw) =>
        text.Append(Characters[draw.Choices.Below(draw.IsAdversarial || Usual == 0 ? Characters.Count : Usual)]);
}

/// <summary>What stands for no character: the ends of the text, and looks ahead or behind, which are checked once a text is drawn.</summary>
internal sealed record PatternNothing : PatternNode
{
    public override void Draw(StringBuilder text, PatternDraw draw)
    {
    }
}
