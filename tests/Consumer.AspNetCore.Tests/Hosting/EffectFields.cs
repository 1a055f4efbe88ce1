using Partnero.Contracts.Testing;

namespace Consumer.Tests.Hosting;

/// <summary>An entry of the service's log in the words of the contract: fields under the payload's own names.</summary>
internal static class EffectFields
{
    public static WebhookEffect Of(AppliedRow applied) => new()
    {
        Fields = applied.Event.Split('.')[0] is "transaction" or "reward"
            ? new Dictionary<string, object?>
            {
                ["amount"] = applied.Amount,
                ["currency"] = applied.Currency,
            }
            : new Dictionary<string, object?>
            {
                ["name"] = applied.Name,
                ["surname"] = applied.Surname,
                ["email"] = applied.Email,
                ["status"] = applied.Status,
            },
    };
}
