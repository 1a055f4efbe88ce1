using Microsoft.Extensions.Options;

namespace Partnero.Contracts.AspNetCore;

/// <summary>Refuses options with which an inbox would forget too soon, or never work.</summary>
internal sealed class PartneroInboxOptionsValidator : IValidateOptions<PartneroInboxOptions>
{
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);

    public ValidateOptionsResult Validate(string? name, PartneroInboxOptions options)
    {
        var where = string.IsNullOrEmpty(name) ? "The inbox of Partnero's webhooks" : $"The inbox of Partnero's webhooks of '{name}'";
        var wrong = Wrong(options).Select(sentence => $"{where}: {sentence}").ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(PartneroInboxOptions options)
    {
        if (!Enum.IsDefined(options.Mode))
            yield return $"Mode is {(int)options.Mode}, which is no InboxMode. Set it to InRequest or StoreFirst.";
        if (!Enum.IsDefined(options.Identity))
            yield return $"Identity is {(int)options.Identity}, which is no InboxIdentity. Set it to Body or EntityAndTime.";
        if (options.Retention < PartneroInboxOptions.MinRetention)
            yield return $"Retention is {options.Retention}, and must be at least {PartneroInboxOptions.MinRetention}: a retry may come so long after the first attempt, and would take effect again.";
        if (options.MaxConcurrency is < 1)
            yield return $"MaxConcurrency is {options.MaxConcurrency}, and must be at least 1, or null.";
        if (options.Workers < 1)
            yield return $"Workers is {options.Workers}, and must be at least 1.";
        if (options.MaxAttempts < 1)
            yield return $"MaxAttempts is {options.MaxAttempts}, and must be at least 1.";
        if (options.Lease < ShortestLease)
            yield return $"Lease is {options.Lease}, and must be at least {ShortestLease}.";
        foreach (var (property, value) in new[] { ("QueueTimeout", options.QueueTimeout), ("RetryDelay", options.RetryDelay), ("MaxRetryDelay", options.MaxRetryDelay), ("PollInterval", options.PollInterval) })
        {
            if (value <= TimeSpan.Zero || value.TotalMilliseconds > int.MaxValue)
                yield return $"{property} is {value}, and must be more than nothing and less than 24 days.";
        }
    }
}
