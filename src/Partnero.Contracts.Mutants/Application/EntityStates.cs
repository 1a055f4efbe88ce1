using System.Globalization;
using System.Text.Json.Nodes;

namespace Partnero.Contracts.Mutants.Application;

/// <summary>What is known of each entity now: by its latest event, whatever came when. A partner has the sum of its rewards too.</summary>
internal sealed class EntityStates(DatabaseSession session, StateHabits habits)
{
    private const string Deleted = "deleted";
    private const string Created = "created";
    private const string Rejected = "rejected";

    private readonly Dictionary<(string Kind, string Id), JsonObject?> _remembered = [];

    /// <summary>Writes what an event says of its entity, with fields named as in the payload.</summary>
    public void Apply(PartneroWebhook webhook, string? id, string? partner, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var (kind, action) = webhook.Event.Split('.') is [var family, var happened] ? (family, happened) : (webhook.Event, "");
        if (id is null || (habits.LosesUpdates && action is not (Created or Deleted)) || (habits.KeepsDeleted && action == Deleted))
            return;
        if (habits.ResetsSums && action is not (Created or Deleted))
            session.Execute("DELETE FROM balances WHERE partner = $id", ("id", id));
        var known = _remembered.TryGetValue((kind, id), out var remembered) ? remembered : habits.Cache is { } cache && cache.TryGetValue((kind, id), out var cached) ? (JsonObject)JsonNode.Parse(cached)! : Read(kind, id);
        if (partner is not null && habits.MakesReferred && Read("partner", partner) is null)
            Write("partner", partner, null, new JsonObject { ["at"] = "", ["deleted"] = false, ["rejected"] = false, ["fields"] = new JsonObject() });
        if (partner is not null && habits.RevivesReferred && Read("partner", partner) is { } gone && IsDeleted(gone))
        {
            gone["deleted"] = false;
            Write("partner", partner, null, gone);
        }

        if (habits.CreatesOnce && action == Created && known is not null)
            return;
        if (habits.RejectsForGood && known is not null && (bool)known["rejected"]!)
            return;
        var at = habits.Time(webhook.CreatedAt).ToString("O", CultureInfo.InvariantCulture);
        if (habits.FailsForDeleted && action != Deleted && IsDeleted(known))
            throw new InvalidOperationException($"The {kind} is deleted.");
        if (action == Deleted && habits.ForgetsDeleted)
        {
            session.Execute("DELETE FROM entities WHERE kind = $kind AND id = $id", ("kind", kind), ("id", id));
        }
        else
        {
            var isOlder = !(habits.IgnoresTime || (habits.IgnoresTimeOfOthers && action is not (Created or "updated" or Deleted)) || (habits.CreationsWin && action == Created)) && known is not null && string.CompareOrdinal((string?)known["at"], at) > (habits.EqualIsOlder ? -1 : 0);
            var state = habits.WipesAbsent && !isOlder ? new JsonObject() : known?["fields"]!.DeepClone() as JsonObject ?? [];
            foreach (var (name, value) in fields)
            {
                var isKept = (isOlder && state.ContainsKey(name)) || (habits.KeepsApproved && name == "status" && (string?)state[name] is "approved" or "active");
                if (value is not null && !isKept)
                    state[name] = JsonValue.Create(value);
            }

            Write(kind, id, partner, new JsonObject
            {
                ["at"] = isOlder ? (string?)known!["at"] : at,
                ["deleted"] = action == Deleted || (action != Created && IsDeleted(known)),
                ["rejected"] = action == Rejected || (known is not null && (bool)known["rejected"]!),
                ["fields"] = state,
            });
        }

        if (action == Deleted && habits.Cascades)
            session.Execute("DELETE FROM entities WHERE partner = $id", ("id", id));
    }

    /// <summary>Reads an entity before its event is applied: that is what the event then changes.</summary>
    public void Remember(string kind, string id) => _remembered[(kind, id)] = Read(kind, id);

    /// <summary>Adds a reward to what a partner has.</summary>
    public void Credit(string? partner, decimal? amount)
    {
        if (habits.CreditsTheKnown && partner is not null && Read("partner", partner) is null)
            return;
        if (partner is not null && amount is not null && habits.Sums is { } sums)
            SetBalance(partner, sums.AddOrUpdate(partner, _ => (Balance(partner) ?? 0) + (double)amount, (_, sum) => sum + (double)amount));
        else if (partner is not null && amount is not null)
            session.Execute("INSERT INTO balances (partner, amount) VALUES ($partner, $amount) ON CONFLICT DO UPDATE SET amount = amount + $amount", ("partner", partner), ("amount", (double)amount));
    }

    /// <summary>Takes what an event that refers to a partner says of their address.</summary>
    public void Refer(string? partner, string? email)
    {
        if (!habits.TakesReferredAddresses || partner is null || email is null || Read("partner", partner) is not { } known || IsDeleted(known))
            return;
        known["fields"]!["email"] = email;
        Write("partner", partner, null, known);
    }

    /// <summary>What a partner has; nothing that was never credited.</summary>
    public double? Balance(string partner) => session.Texts("SELECT CAST(amount AS TEXT) FROM balances WHERE partner = $partner", ("partner", partner)) is [var amount]
        ? double.Parse(amount, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Sets what a partner has.</summary>
    public void SetBalance(string partner, double amount) =>
        session.Execute("INSERT INTO balances (partner, amount) VALUES ($partner, $amount) ON CONFLICT DO UPDATE SET amount = $amount", ("partner", partner), ("amount", amount));

    /// <summary>What is stored of an entity now; null where it was never there, or was deleted.</summary>
    public JsonObject? Find(string kind, string id)
    {
        if (Read(kind, id) is not { } known || IsDeleted(known))
            return null;
        var state = (JsonObject)known["fields"]!.DeepClone();
        if (kind == "partner" && Balance(id) is { } balance)
            state["balance"] = balance;
        return state;
    }

    private static bool IsDeleted(JsonObject? known) => known is not null && (bool)known["deleted"]!;

    private JsonObject? Read(string kind, string id) =>
        session.Texts("SELECT state FROM entities WHERE kind = $kind AND id = $id", ("kind", habits.HasOneIdForAll ? "" : kind), ("id", id)) is [var state] ? (JsonObject)JsonNode.Parse(state)! : null;

    private void Write(string kind, string id, string? partner, JsonObject state)
    {
        habits.Cache?[(kind, id)] = state.ToJsonString();
        session.Execute(
            "INSERT INTO entities (kind, id, partner, state) VALUES ($kind, $id, $partner, $state) ON CONFLICT DO UPDATE SET state = $state",
            ("kind", habits.HasOneIdForAll ? "" : kind),
            ("id", id),
            ("partner", partner),
            ("state", state.ToJsonString()));
    }
}
