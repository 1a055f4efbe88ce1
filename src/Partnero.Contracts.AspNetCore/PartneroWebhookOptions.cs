namespace Partnero.Contracts.AspNetCore;

/// <summary>How one program's webhooks are received.</summary>
public sealed class PartneroWebhookOptions
{
    /// <summary>
    /// The signing secrets in force, as Partnero's settings show them. Several while one is rotated; never none, and never a blank one:
    /// the application does not start with such a list. One with a blank, a line end, a byte order mark or a quotation mark at its
    /// beginning or end is used as it is, and named by its position in a warning.
    /// </summary>
    /// <remarks>Read again for each delivery, so a reloaded configuration takes effect without a restart.</remarks>
    public IList<string> Secrets { get; } = [];

    /// <summary>The largest body that is read, in bytes; a larger one is answered with 413. 1 MiB unless set.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;
}
