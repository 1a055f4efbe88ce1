using System.ComponentModel;
using System.Globalization;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Reads a policy from a configuration.</summary>
/// <remarks>
/// Of a dictionary, a configuration binder leaves out the entries that it cannot convert, and says nothing. So a text that is no policy becomes
/// <see cref="Unknown"/>, which the options' validation refuses.
/// </remarks>
internal sealed class DeviationPolicyConverter() : EnumConverter(typeof(DeviationPolicy))
{
    /// <summary>What a text that is no policy becomes.</summary>
    public const DeviationPolicy Unknown = (DeviationPolicy)(-1);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? Enum.TryParse<DeviationPolicy>(text, ignoreCase: true, out var policy) ? policy : Unknown : base.ConvertFrom(context, culture, value);
}
