using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Histories;

/// <summary>Compares what is stored of each entity with the last that was told of it.</summary>
internal static class HistoryStates
{
    /// <summary>The first entity of which is stored what is older than the last change; null where all is as it should be, or nothing is shown.</summary>
    public static async Task<(HistoryEvent Event, string Expected, string Actual)?> FindOldAsync(ClauseRun run, HistoryLedger ledger, CancellationToken cancellationToken)
    {
        if (run.Consumer.State is null)
            return null;
        foreach (var last in ledger.Accepted.GroupBy(sent => sent.Entity).Select(group => group.MaxBy(sent => sent.Number)!))
        {
            // Of other events a consumer may take what they are named for, and nothing else.
            var isWhole = last.IsCreation || run.Consumer.Sender.Events.IsUpdate(last.Delivery.Event);
            var family = EventLife.Family(last.Delivery.Event);
            if (!isWhole || ledger.MayBeIgnored(last) || !run.Baseline.Effective.Contains(last.Delivery.Event) || !run.State.Shown.TryGetValue(family, out var shown))
                continue;
            foreach (var (field, value, isShown) in Telling(run, last.Delivery).Where(one => shown.Contains(one.Field)))
            {
                var (state, isSo) = await run.State.WaitForAsync(family, last.Entity, isShown, cancellationToken).ConfigureAwait(false);
                if (!isSo)
                    return (last, $"{family} {last.Entity} with {field} {PhpJson.Text(value)}", state.ToString());
            }
        }

        return null;
    }

    /// <summary>Plain names, and amounts in cents: what else may come, a consumer may store in a form of its own.</summary>
    private static IEnumerable<(string Field, PhpValue Value, Func<StoredState, bool> IsShown)> Telling(ClauseRun run, WebhookDelivery delivery)
    {
        foreach (var field in PayloadShapes.FieldsOf(run.Consumer.Schemas, delivery.Event, FieldRole.PersonName))
        {
            if (delivery.Data[field.Name] is PhpString text && text.ToString() is var name && name.Length is > 0 and < 60 && name.All(char.IsAsciiLetter))
                yield return (field.Name, text, state => state.Shows(name));
        }

        foreach (var field in PayloadShapes.FieldsOf(run.Consumer.Schemas, delivery.Event, FieldRole.Money))
        {
            if (delivery.Data[field.Name] is PhpFloat { Value: var amount } number && Math.Abs((amount * 100) - Math.Round(amount * 100)) < 1e-6)
                yield return (field.Name, number, state => state.Shows(amount));
        }
    }
}
