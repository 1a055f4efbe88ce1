using System.CommandLine;
using System.Globalization;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>Options with a number, which is read the same everywhere: a comma is no point.</summary>
internal static class NumberOptions
{
    public const int DefaultConnections = 8;

    /// <summary>For a consumer that answers late and takes so many at once.</summary>
    public const int DefaultMaxConnections = 48;
    private const int MaxConnections = 64;

    /// <summary>What deliveries are drawn from.</summary>
    public static Option<ulong?> Seed()
    {
        var option = new Option<ulong?>("--seed") { HelpName = "NUMBER", Description = "Draw the deliveries from this seed; random unless given." };
        option.CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
                return seed;
            result.AddError($"--seed is '{text}', and must be a whole number from 0 to {ulong.MaxValue}.");
            return null;
        };
        return option;
    }

    /// <summary>How many deliveries may be under way at once.</summary>
    public static Option<int?> Connections()
    {
        var option = new Option<int?>("--connections") { HelpName = "NUMBER", Description = "Have so many deliveries under way at once, from 1 to 64; unless given 8, or 48 where answers are late and so many at once make them no later. A consumer that takes one at a time is sent one at a time." };
        option.CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxConnections)
                return number;
            result.AddError($"--connections is '{text}', and must be a whole number from 1 to {MaxConnections}.");
            return null;
        };
        return option;
    }

    /// <summary>A length of time in seconds.</summary>
    public static Option<TimeSpan?> Seconds(string name, TimeSpan longest, string description)
    {
        var option = new Option<TimeSpan?>(name) { HelpName = "SECONDS", Description = description };
        option.CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= (decimal)longest.TotalSeconds
                && TimeSpan.FromSeconds((double)seconds) is var time && time > TimeSpan.Zero)
            {
                return time;
            }

            result.AddError($"{name} is '{text}', and must be more than 0 and at most {longest.TotalSeconds:0} seconds, with a point before a fraction, such as 1.5.");
            return null;
        };
        return option;
    }
}
