using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Refuses options with which forged deliveries would be accepted, or all refused, and such as say nothing of any event; warns of secrets that look wrong.</summary>
/// <remarks>Runs at the start, and again whenever the configuration is reloaded.</remarks>
internal sealed class PartneroWebhookOptionsValidator(IServiceProvider services, ILogger<PartneroWebhookOptionsValidator> logger) : IValidateOptions<PartneroWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, PartneroWebhookOptions options)
    {
        var where = string.IsNullOrEmpty(name) ? "Partnero webhooks" : $"Partnero webhooks of '{name}'";
        if (options.MaxBodyBytes <= 0)
            return ValidateOptionsResult.Fail($"{where}: MaxBodyBytes is {options.MaxBodyBytes}, and must be at least 1.");
        if (FindWrongPolicy(name, options) is { } wrong)
            return ValidateOptionsResult.Fail($"{where}: {wrong}");
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

    private string? FindWrongPolicy(string? name, PartneroWebhookOptions options)
    {
        if (!Enum.IsDefined(options.Deviations))
            return NoPolicy(nameof(PartneroWebhookOptions.Deviations), options.Deviations);
        var dispatcher = services.GetKeyedService<WebhookRegistrations>(name ?? Options.DefaultName)?.Dispatcher;
        foreach (var (eventName, policy) in options.DeviationsByEvent)
        {
            var entry = $"{nameof(PartneroWebhookOptions.DeviationsByEvent)}[\"{eventName}\"]";
            if (!Enum.IsDefined(policy))
                return NoPolicy(entry, policy);
            if (dispatcher?.TypeOf(eventName) == typeof(UnknownWebhook))
                return $"{entry} names an event that no schema describes, so that nothing of it ever deviates. Correct the name ({nameof(PartneroWebhookOptions.DeviationsByEvent)} takes those of the generated PartneroEvents, such as transaction.created), or give the event a schema (PartneroSchema).";
        }

        return null;
    }

    private static string NoPolicy(string option, DeviationPolicy policy)
    {
        var value = policy == DeviationPolicyConverter.Unknown ? "the value in the configuration" : ((int)policy).ToString(CultureInfo.InvariantCulture);
        return $"{option}: {value} is no {nameof(DeviationPolicy)}. Set it to {nameof(DeviationPolicy.Handle)} or {nameof(DeviationPolicy.Refuse)}.";
    }
}
