using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Partnero.Contracts.Testing.Anonymous;

/// <summary>Other moments for moments, in the form in which they are written: all are moved by the same time, so that what came first still does.</summary>
internal sealed partial class MomentMap(WordMap words)
{
    private const int MaxDays = 4_000;
    private const int MaxTries = 20_000;

    private readonly Dictionary<string, string> _moments = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>Whether a text is a date, alone or with a time.</summary>
    public static bool IsMoment(string text) => Forms().IsMatch(text) && TryRead(text, out _);

    /// <summary>Tells of a moment that must not come out. All are told before the first is replaced.</summary>
    public void Avoid(string text) => _taken.Add(text);

    public string Replace(string text)
    {
        if (!_moments.TryGetValue(text, out var other))
            _moments.Add(text, other = Find(text));
        return other;
    }

    private string Find(string text)
    {
        TryRead(text, out var moment);
        var by = TimeSpan.FromDays(30 + (Number("days") % MaxDays)) + TimeSpan.FromSeconds(1 + (Number("seconds") % 86_000));
        for (var attempt = 0; ; attempt++)
        {
            var moved = by + TimeSpan.FromDays(attempt % MaxDays);
            var other = Written(text, DateTime.MaxValue - moment > moved ? moment + moved : moment - moved, attempt);
            // A year may equal a number that has to be replaced. After so many tries any other date is taken.
            if (!_taken.Contains(other) && (attempt > MaxTries || !words.HoldsOriginal(other)))
            {
                _taken.Add(other);
                return other;
            }
        }
    }

    private int Number(string what) => words.Draw(what).Take(3).Aggregate(0, (all, number) => (all * 256) + number);

    private string Written(string text, DateTime moment, int attempt)
    {
        var form = Forms().Match(text);
        var other = new StringBuilder(moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (form.Groups["t"].Success)
            other.Append(form.Groups["t"].Value).Append(moment.ToString("HH:mm", CultureInfo.InvariantCulture));
        if (form.Groups["s"].Success)
            other.Append(moment.ToString(":ss", CultureInfo.InvariantCulture));
        if (form.Groups["f"].Success)
            other.Append('.').Append(Fraction(form.Groups["f"].Value, text, attempt));
        return other.Append(form.Groups["z"].Value).ToString();
    }

    /// <summary>Other digits; zeros stay zeros.</summary>
    private string Fraction(string digits, string text, int attempt) => digits.All(digit => digit == '0')
        ? digits
        : string.Concat(words.Draw($"{attempt}:{text}").Take(digits.Length).Select(number => (char)('0' + (number % 10))));

    private static bool TryRead(string text, out DateTime moment) => DateTime.TryParseExact(
        text[..Math.Min(text.Length, "yyyy-MM-ddTHH:mm:ss".Length)].Replace(' ', 'T').Replace('t', 'T'),
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss"],
        CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out moment);

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(?:(?<t>[Tt ])[0-9]{2}:[0-9]{2}(?<s>:[0-9]{2}(?:\.(?<f>[0-9]{1,32}))?)?(?<z>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?\z")]
    private static partial Regex Forms();
}
