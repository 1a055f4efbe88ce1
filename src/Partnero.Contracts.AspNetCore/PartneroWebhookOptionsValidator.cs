using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Refuses options with which forged deliveries would be accepted, or all refused.</summary>
internal sealed class PartneroWebhookOptionsValidator : IValidateOptions<PartneroWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, PartneroWebhookOptions options)
    {
        var where = string.IsNullOrEmpty(name) ? "Partnero webhooks" : $"Partnero webhooks of '{name}'";
        if (options.MaxBodyBytes <= 0)
            return ValidateOptionsResult.Fail($"{where}: MaxBodyBytes is {options.MaxBodyBytes}, and must be at least 1.");
        try
        {
            _ = new SignatureVerifier(options.Secrets);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException fault)
        {
            return ValidateOptionsResult.Fail($"{where}: {fault.Message.Split(" (Parameter", 2)[0]} Add it to {nameof(PartneroWebhookOptions.Secrets)}.");
        }
    }
}
