using System.ComponentModel;

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

    /// <summary>What is done with a payload that deviates from its schema (<see cref="PartneroWebhook.Deviations"/>): handled unless set.</summary>
    public DeviationPolicy Deviations { get; set; } = DeviationPolicy.Handle;

    /// <summary>
    /// The same for single events, by their names such as <c>transaction.created</c>; for any other, <see cref="Deviations"/> holds. An event that
    /// no schema describes never deviates: the application does not start with such a name.
    /// </summary>
    public IDictionary<string, DeviationPolicy> DeviationsByEvent { get; } = new Dictionary<string, DeviationPolicy>(StringComparer.Ordinal);

    /// <summary>What is done with an event's payload that deviates, and the option that says so.</summary>
    internal DeviationPolicy DeviationsOf(string eventName, out string option)
    {
        var isItsOwn = DeviationsByEvent.TryGetValue(eventName, out var policy);
        option = $"{nameof(PartneroWebhookOptions)}.{(isItsOwn ? $"{nameof(DeviationsByEvent)}[\"{eventName}\"]" : nameof(Deviations))}";
        return isItsOwn ? policy : Deviations;
    }
}

/// <summary>What is done with a payload that deviates from its schema.</summary>
[TypeConverter(typeof(DeviationPolicyConverter))]
public enum DeviationPolicy
{
    /// <summary>It is handled: each field that deviates is null, and <see cref="PartneroWebhook.Deviations"/> names it and keeps what came. A warning is logged.</summary>
    Handle,

    /// <summary>It is taken for unreadable: kept by <see cref="IUnreadableWebhookHandler"/> where there is one, and refused with 400 otherwise.</summary>
    Refuse,
}
