using Partnero.Contracts.Testing.Generation;
using Partnero.Contracts.Testing.Replay;
using Partnero.Contracts.Testing.Text;
using Partnero.Contracts.Testing.Wire;

namespace Partnero.Contracts.Testing.Cases;

/// <summary>What a drawn value was made of, so that it can be made again, and smaller.</summary>
internal sealed record FixtureCase(ReplayKind Kind, FixtureSettings Settings, IReadOnlyList<FaultKind> Faults, ulong[] Choices, ulong Nonce)
{
    public string Token => _token ??= new ReplayToken
    {
        Kind = Kind,
        Nonce = Nonce,
        Schemas = Settings.Schemas.Fingerprint,
        Url = Settings.Url.AbsoluteUri,
        Moment = Settings.Moment,
        Profile = Settings.Profile,
        Events = Settings.Events ?? [],
        OptIn = [.. Settings.OptIn],
        Faults = Faults,
        Choices = Choices,
    }.ToString();

    private string? _token;
    private bool _hasSmaller;

    /// <summary>The case that this one is a smaller one of.</summary>
    public FixtureCase? From { get; set; }

    /// <summary>The token as the last line of a report; nothing once a smaller case has failed, whose token is the one to take.</summary>
    public string TokenLine => _hasSmaller ? "" : $"\n  replay  {Token}";

    /// <summary>The case that a token describes.</summary>
    /// <param name="text">The token.</param>
    /// <param name="kind">What it must be of.</param>
    /// <param name="settings">Gives the secret and the schemas; all else is in the token.</param>
    /// <exception cref="FormatException">It is no token, or one of something else, or of other schemas.</exception>
    public static FixtureCase Of(string text, ReplayKind kind, FixtureSettings? settings)
    {
        var token = ReplayToken.Parse(text);
        settings ??= FixtureSettings.Default;
        if (token.Kind != kind)
            throw new FormatException($"The replay token is of {Words(token.Kind)}, and {Words(kind)} is wanted here.");
        if (token.Schemas != settings.Schemas.Fingerprint)
            throw new FormatException("The replay token was made with other schemas than these. Give the schemas that it was made with (FixtureSettings.Schemas), or run the test again.");
        if (token.Events.FirstOrDefault(name => !settings.Schemas.Events.Contains(name)) is { } unknown)
            throw new FormatException($"The replay token names the event '{VisibleText.Of(unknown)}', which no schema describes. Run the test again.");
        if (token.OptIn.FirstOrDefault(id => PhpShape.All.All(shape => shape.Id != id)) is { } unshaped)
            throw new FormatException($"The replay token names the shape '{VisibleText.Of(unshaped)}', which does not exist. Run the test again.");
        return new FixtureCase(
            kind,
            settings with
            {
                Url = new Uri(token.Url),
                Moment = token.Moment,
                Profile = token.Profile,
                Events = token.Events.Count > 0 ? token.Events : null,
                OptIn = [.. token.OptIn],
            },
            token.Faults,
            token.Choices,
            token.Nonce);
    }

    /// <summary>The value that the case makes.</summary>
    /// <exception cref="FormatException">The choices make none, as those of another version may.</exception>
    public T Replay<T>(Func<Choices, ulong, T?> draw)
        where T : class
    {
        try
        {
            return draw(Generation.Choices.Replay(Choices), Nonce) ?? throw new ChoicesRejectedException();
        }
        catch (ChoicesRejectedException)
        {
            throw new FormatException("The replay token makes no case with these schemas. Run the test again to find the case again.");
        }
    }

    /// <summary>Smaller cases, each about other entities than the rest: a consumer that remembers must not take one for another.</summary>
    public IEnumerable<T> Shrink<T>(Func<Choices, ulong, T?> draw)
        where T : class
    {
        // Only of a case that fails smaller ones are asked for: it stands for the one that it came from.
        if (From is not null)
            From._hasSmaller = true;
        var count = 0ul;
        foreach (var smaller in ChoiceShrinker.Shrink(Choices, choices => draw(choices, Generation.Choices.Mix(Nonce, ++count))))
            yield return smaller;
    }

    private static string Words(ReplayKind kind) => kind switch
    {
        ReplayKind.Clause => "a clause of the contract",
        ReplayKind.Valid => "a valid delivery",
        ReplayKind.Faulty => "a faulty delivery",
        _ => "a sequence of deliveries",
    };
}
