using System.Globalization;
using Partnero.Contracts.Schemas;
using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;
using Partnero.Contracts.Testing.Session;

namespace Partnero.Contracts.Testing.Clauses;

/// <summary>Values that no other delivery has: by them, what is stored tells which delivery it comes from, whatever names a consumer gives its columns.</summary>
internal sealed class StateMarks
{
    private const string Letters = "abdefgiklo";

    private readonly Dictionary<string, (PhpValue Value, Func<StoredState, bool> IsShown)> _fields;

    private StateMarks(Dictionary<string, (PhpValue Value, Func<StoredState, bool> IsShown)> fields) => _fields = fields;

    /// <summary>The fields that have such a value: names of people, and amounts.</summary>
    public IReadOnlyCollection<string> Fields => _fields.Keys;

    /// <summary>New ones for an event.</summary>
    public static StateMarks New(ClauseRun run, string eventName)
    {
        var fields = new Dictionary<string, (PhpValue Value, Func<StoredState, bool> IsShown)>();
        foreach (var field in PayloadShapes.FieldsOf(run.Consumer.Schemas, eventName, FieldRole.PersonName))
        {
            var letters = string.Concat(run.Deliveries.NewNumber(asText: true).Select(digit => Letters[digit - '0']));
            var name = char.ToUpperInvariant(letters[0]) + letters[1..];
            fields[field.Name] = (name, state => state.Shows(name));
        }

        foreach (var field in PayloadShapes.FieldsOf(run.Consumer.Schemas, eventName, FieldRole.Money))
        {
            var amount = 1_000.25 + (long.Parse(run.Deliveries.NewNumber(asText: true), CultureInfo.InvariantCulture) % 90_000);
            fields[field.Name] = (amount, state => state.Shows(amount));
        }

        return new StateMarks(fields);
    }

    /// <summary>Puts the values into a payload, in the fields that it has; and leaves one field out, where that is said.</summary>
    public PhpArray Apply(PhpArray data, string? without = null)
    {
        foreach (var (field, (value, _)) in _fields)
        {
            if (data[field] is not null)
                data = field == without ? PhpArray.Map(data.Where(entry => entry.Key.ToString() != field).Select(entry => (entry.Key.ToString(), entry.Value))) : data.With(field, value);
        }

        return data;
    }

    /// <summary>Whether a field's value is stored.</summary>
    public bool IsShown(StoredState state, string field) => _fields.TryGetValue(field, out var mark) && mark.IsShown(state);

    /// <summary>For messages: such as <c>name Kbagdoli</c>.</summary>
    public string Say(IEnumerable<string> fields) => string.Join(" and ", fields.Where(_fields.ContainsKey).Select(field => $"{field} {PhpJson.Text(_fields[field].Value)}"));
}
