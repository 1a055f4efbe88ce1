using FsCheck.Xunit;
using Partnero.Contracts.Testing;
using Partnero.Contracts.Testing.Xunit;

namespace Xunit;

/// <summary>Runs a test method with many drawn deliveries, and shows the smallest for which it fails, with a token that draws it again.</summary>
/// <remarks>
/// The method takes any number of <see cref="ValidDelivery"/>, <see cref="FaultyDelivery"/> and <see cref="DeliverySequence"/>, and whatever else FsCheck draws.
/// It fails by throwing, as by an assertion, or by returning false.
/// <code>
/// [WebhookProperty(Events = [PartneroEvents.PartnerCreated])]
/// public void Reads_every_partner(ValidDelivery delivery) => new PartneroDispatcher().Read(delivery.Body);
/// </code>
/// Further properties of FsCheck's own attribute, such as <c>MaxTest</c>, hold here too.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WebhookPropertyAttribute : PropertyAttribute
{
    private string? _replay;

    /// <summary>Marks a method.</summary>
    public WebhookPropertyAttribute() => base.Arbitrary = [typeof(WebhookArbitraries)];

    /// <summary>Further classes of arbitrary values, for parameters of other types.</summary>
    public new Type[] Arbitrary
    {
        get => base.Arbitrary;
        set => base.Arbitrary = [typeof(WebhookArbitraries), .. value ?? []];
    }

    /// <summary>The names of the events to draw, such as the constants of <c>PartneroEvents</c>; all documented ones unless set.</summary>
    public string[]? Events { get; set; }

    /// <summary>The signing secret; of no webhook that exists, unless set.</summary>
    public string? Secret { get; set; }

    /// <summary>The consumer's address, which every envelope holds.</summary>
    public string? Url { get; set; }

    /// <summary>What payloads are like, within what their schema allows.</summary>
    public FixtureProfile Profile { get; set; }

    /// <summary>The kinds of fault that a <see cref="FaultyDelivery"/> may have; all unless set.</summary>
    public FaultKind[]? Faults { get; set; }

    /// <summary>The ids of shapes that are drawn though the sender is not known to use them (see <see cref="FixtureSettings.OptIn"/>), such as <c>numeric-string</c>.</summary>
    public string[]? OptIn { get; set; }

    /// <summary>A folder of schemas that are used besides those of Partnero: an event's is named <c>family.action.schema.json</c>. Relative to the folder of the test's assembly, to which the project must copy it.</summary>
    public string? Schemas { get; set; }

    /// <summary>The token of a failure: its case alone is run, with the same bytes. Several, one for each parameter in order, with blanks between.</summary>
    public new string? Replay
    {
        get => _replay;
        set
        {
            _replay = value;
            if (value is not null)
                MaxTest = 1;
        }
    }

    internal FixtureSettings ToSettings()
    {
        var settings = FixtureSettings.Default with { Events = Events, Profile = Profile, OptIn = OptIn ?? [] };
        if (Secret is not null)
            settings = settings with { Secret = Secret };
        if (Url is not null)
            settings = settings with { Url = new Uri(Url) };
        if (Schemas is not null)
            settings = settings with { Schemas = WebhookSchemas.BuiltIn.WithFolder(Path.Combine(AppContext.BaseDirectory, Schemas)) };
        return settings;
    }
}
