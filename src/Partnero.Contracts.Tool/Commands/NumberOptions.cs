using System.CommandLine;
using System.Globalization;

namespace Partnero.Contracts.Tool.Commands;

/// <summary>Options with a number, which is read the same everywhere: a comma is no point.</summary>
internal static class NumberOptions
{
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
