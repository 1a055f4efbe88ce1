using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Refuses options with which forged deliveries would be accepted, or all refused; warns of secrets that look wrong.</summary>
/// <remarks>Runs at the start, and again whenever the configuration is reloaded.</remarks>
internal sealed class PartneroWebhookOptionsValidator(ILogger<PartneroWebhookOptionsValidator> logger) : IValidateOptions<PartneroWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, PartneroWebhookOptions options)
    {
        var where = string.IsNullOrEmpty(name) ? "Partnero webhooks" : $"Partnero webhooks of '{name}'";
        if (options.MaxBodyBytes <= 0)
            return ValidateOptionsResult.Fail($"{where}: MaxBodyBytes is {options.MaxBodyBytes}, and must be at least 1.");
        if (options.DeviationsByEvent.Values.Append(options.Deviations).FirstOrDefault(policy => !Enum.IsDefined(policy), DeviationPolicy.Handle) is var odd && !Enum.IsDefined(odd))
            return ValidateOptionsResult.Fail($"{where}: {(int)odd} is no {nameof(DeviationPolicy)}. Set {nameof(PartneroWebhookOptions.Deviations)} and {nameof(PartneroWebhookOptions.DeviationsByEvent)} to {nameof(DeviationPolicy.Handle)} or {nameof(DeviationPolicy.Refuse)}.");
        try
        {
            _ = new SignatureVerifier(options.Secrets);
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"{where}: {exception.Message.Split(" (Parameter", 2)[0]} Add it to {nameof(PartneroWebhookOptions.Secrets)}.");
        }

        for (var index = 0; index < options.Secrets.Count; index++)
        {
            if (SecretText.FindOddity(options.Secrets[index]) is { } oddity)
                logger.OddSecret(where, index, oddity);
        }

        return ValidateOptionsResult.Success;
    }
}
