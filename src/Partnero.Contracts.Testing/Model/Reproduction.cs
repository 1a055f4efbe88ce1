using System.Globalization;
using System.Text;
using Partnero.Contracts.Testing.Sending;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Model;

/// <summary>The smallest delivery, or the fewest, with which a clause was seen to be broken.</summary>
internal sealed record Reproduction
{
    /// <summary>What was sent, in words, with its one fault; of a history, a line for each step after that.</summary>
    public required string Sent { get; init; }

    /// <summary>What a sound consumer does.</summary>
    public required string Expected { get; init; }

    /// <summary>What this consumer did: status, latency, effects.</summary>
    public required string Actual { get; init; }

    /// <summary>The exact bytes of the body.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>A shell command that sends the same bytes and headers.</summary>
    public required string Curl { get; init; }

    internal static Reproduction Of(Uri address, WebhookDelivery delivery, string expected, string actual, string? timeline = null) => new()
    {
        Sent = string.Join('\n', new[] { $"{delivery.Event} of {delivery.EntityId}{(delivery.Note is { } note ? ": " + note : ", valid and signed")}" }.Concat(timeline?.Split('\n') ?? []).Select(VisibleText.Of)),
        Expected = VisibleText.Of(expected),
        Actual = VisibleText.Of(actual),
        Body = delivery.Body,
        Curl = CurlOf(delivery.AddressOf(address), delivery),
    };

    private static string CurlOf(Uri address, WebhookDelivery delivery)
    {
        var command = new StringBuilder();

        // After an @, curl looks for a file.
        var isPlain = delivery.Body.Span.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 && !delivery.BodyText.StartsWith('@');
        if (!isPlain)
            command.Append("printf '").Append(Octal(delivery.Body.Span)).Append("' | ");

        // In an address, curl takes brackets for a pattern unless it is told not to.
        command.Append(CultureInfo.InvariantCulture, $"curl -i {(address.PathAndQuery.AsSpan().ContainsAny("[]{}") ? "-g " : "")}{Quote(MaskedAddress.Of(address).AbsoluteUri)}");
        if (delivery.Method != "POST")
            command.Append(" -X ").Append(delivery.Method);
        foreach (var (name, value) in delivery.Headers)
        {
            // curl leaves out a header without a value unless it ends in a semicolon.
            command.Append(" -H ").Append(Quote(value.Length == 0 ? $"{name};" : $"{name}: {value}"));
        }

        return command.Append(" --data-binary ").Append(isPlain ? Quote(delivery.BodyText) : "@-").ToString();
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Octal(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            if (value is >= (byte)' ' and <= (byte)'~' and not ((byte)'\'' or (byte)'\\' or (byte)'%'))
                text.Append((char)value);
            else
                text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
        }

        return text.ToString();
    }
}
