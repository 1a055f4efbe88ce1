using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Makes plans of schemas: puts together what must hold at once, and keeps apart what can be chosen.</summary>
/// <remarks>Safe for concurrent use; a plan is made once.</remarks>
internal sealed class Planner
{
    /// <summary>A schema whose unions multiply beyond this is not a description that anybody reads.</summary>
    private const int MaxPlans = 20_000;

    private readonly Dictionary<string, PlanTree> _trees = [];
    private readonly List<PlanTree> _unsettled = [];
    private readonly Lock _turn = new();
    private readonly List<string> _added = [];
    private int _leaves;

    /// <summary>The plans for values that satisfy all of some schemas.</summary>
    /// <exception cref="SchemaException">There are too many.</exception>
    public PlanTree For(IEnumerable<Schema> schemas)
    {
        lock (_turn)
        {
            _leaves = 0;
            _added.Clear();
            try
            {
                var tree = Tree(schemas);
                Settle();
                return tree;
            }
            catch (SchemaException)
            {
                // What is half made must not be taken for whole by the next that asks.
                _added.ForEach(key => _trees.Remove(key));
                _unsettled.Clear();
                throw;
            }
        }
    }

    private PlanTree Tree(IEnumerable<Schema> schemas)
    {
        var pending = schemas.ToList();
        var key = string.Join(',', pending.Select(schema => schema.Id).Distinct().Order());
        if (_trees.TryGetValue(key, out var known))
            return known;
        var tree = new PlanTree();
        _trees.Add(key, tree);
        _added.Add(key);
        Fill(tree, pending, [], []);
        return tree;
    }

    /// <summary>Follows references and parts until nothing is left but a union to decide, or nothing at all.</summary>
    private void Fill(PlanTree tree, List<Schema> pending, List<Schema> closed, HashSet<(Schema, string)> decided)
    {
        _unsettled.Add(tree);
        while (pending.Count > 0)
        {
            var schema = pending[^1];
            pending.RemoveAt(pending.Count - 1);
            if (closed.Contains(schema) || schema.Constant == true)
                continue;
            if (schema.Constant == false || schema.Not is { IsAnything: true })
                return;
            closed.Add(schema);
            if (schema.Ref is not null)
                pending.Add(schema.Ref);
            pending.AddRange(schema.AllOf.Reverse());
        }

        if (Undecided(closed, decided) is var (union, keyword, branches))
        {
            foreach (var (branch, evidence) in branches)
            {
                var chosen = new PlanTree();
                Fill(chosen, [.. branch], [.. closed], [.. decided, (union, keyword)]);
                tree.Branches.Add(new(chosen, evidence, branch is [var only] ? only.Shape : SourceShape.Both));
            }

            return;
        }

        if (++_leaves > MaxPlans)
            throw new SchemaException(closed.Count > 0 ? closed[0].Location : "#", $"its unions make more than {MaxPlans} combinations, which are too many to draw from. Say the same with fewer unions within each other.");
        tree.Leaf = MakePlan([.. closed.Where(schema => schema.Ref is null)], closed.Select(RoleOfValue).FirstOrDefault(role => role is not null), Seen(closed));
    }

    /// <summary>The first union that is not decided yet, and the schemas that each decision adds.</summary>
    private static (Schema Union, string Keyword, List<(Schema[] Added, Evidence Evidence)> Branches)? Undecided(List<Schema> closed, HashSet<(Schema, string)> decided)
    {
        foreach (var schema in closed)
        {
            if (schema.AnyOf is { } any && !decided.Contains((schema, "anyOf")))
                return (schema, "anyOf", UnionBranches.Of(any, schema.Reading));
            if (schema.OneOf is { } one && !decided.Contains((schema, "oneOf")))
                return (schema, "oneOf", schema.AnyOf is null ? UnionBranches.Of(one, schema.Reading) : UnionBranches.AsWritten(one));
            if (schema.If is { } condition && (schema.Then ?? schema.Else) is not null && !decided.Contains((schema, "if")))
                return (schema, "if", [(schema.Then is { } then ? [condition, then] : [condition], default), (schema.Else is { } otherwise ? [otherwise] : [], default)]);
        }

        return null;
    }

    /// <summary>The role of an object or its bare id is that of both, and says nothing of the text: in the adversarial profile that may be any.</summary>
    private static FieldRole? RoleOfValue(Schema schema) => schema.Reading.Idiom == SchemaIdiom.Reference ? null : schema.Role;

    /// <summary>The types that the sources show of a value.</summary>
    private static JsonTypes Seen(List<Schema> schemas) =>
        schemas.Where(schema => schema.Seen is not null).Aggregate(JsonTypes.All, (all, schema) => all & schema.Seen!.Value);

    private Plan MakePlan(Schema[] schemas, FieldRole? role, JsonTypes seen)
    {
        var types = schemas.Aggregate(JsonTypes.All, (all, schema) => all & schema.Types);
        var values = Values(schemas);
        var numbers = Numbers(schemas);
        var texts = Texts(schemas);
        var lists = Lists(schemas);
        var objects = Objects(schemas);
        return new Plan(schemas)
        {
            Role = role,
            Seen = seen,
            AllowedTypes = Order(types, schemas),
            IsId = (types & ~JsonTypes.Null) == (JsonTypes.String | JsonTypes.Integer),
            IsNumericText = (types & ~JsonTypes.Null) == (JsonTypes.String | JsonTypes.Number) || schemas.Any(schema => schema.Reading.Idiom == SchemaIdiom.NumericText),
            Values = values,
            Numbers = numbers,
            Texts = texts,
            Lists = lists,
            Objects = objects,
            NeedsCheck = values is null && NeedsCheck(schemas, numbers, texts, lists, objects),
        };
    }

    private static PhpValue[]? Values(Schema[] schemas)
    {
        var listing = schemas.FirstOrDefault(schema => schema.Const is not null || schema.Enum is not null);
        if (listing is null)
            return null;
        PhpValue[] values = listing.Const is { } only ? [only] : listing.Enum!;
        return [.. values.Where(value => schemas.All(schema => SchemaEvaluator.IsValid(schema, value)))];
    }

    private static List<JsonTypes> Order(JsonTypes types, Schema[] schemas)
    {
        JsonTypes[] usual = [JsonTypes.Object, JsonTypes.String, JsonTypes.Number, JsonTypes.Integer, JsonTypes.Boolean, JsonTypes.Array, JsonTypes.Null];
        var order = schemas.FirstOrDefault(schema => schema.TypeOrder is not null)?.TypeOrder ?? usual;
        var ordered = new List<JsonTypes>();
        foreach (var type in order.OrderBy(type => Rank(type, types)).Select(type => type & types).Where(type => type != JsonTypes.None))
        {
            if (!ordered.Any(earlier => (earlier & type) == type))
                ordered.Add(type);
        }

        return ordered;
    }

    /// <summary>What is usual comes first, whatever order types are written in: of an id the text, of a number that may be a text the number, and null last.</summary>
    private static int Rank(JsonTypes type, JsonTypes types) => (type, types & ~JsonTypes.Null) switch
    {
        (JsonTypes.Null, _) => 2,
        (JsonTypes.Integer, JsonTypes.String | JsonTypes.Integer) => 1,
        (JsonTypes.String, JsonTypes.String | JsonTypes.Number) => 1,
        _ => 0,
    };

    private static NumberLimits Numbers(Schema[] schemas)
    {
        var lows = schemas.SelectMany(schema => Limits(schema.Minimum, schema.ExclusiveMinimum)).ToList();
        var highs = schemas.SelectMany(schema => Limits(schema.Maximum, schema.ExclusiveMaximum)).ToList();
        var low = lows.Count > 0 ? lows.Max(limit => limit.Value) : (decimal?)null;
        var high = highs.Count > 0 ? highs.Min(limit => limit.Value) : (decimal?)null;
        return new NumberLimits(
            low, lows.Contains((low ?? 0, true)), high, highs.Contains((high ?? 0, true)), [.. schemas.Where(schema => schema.MultipleOf is not null).Select(schema => schema.MultipleOf!.Value).Distinct()]);

        static IEnumerable<(decimal Value, bool IsOpen)> Limits(decimal? closed, decimal? open)
        {
            if (closed is { } value)
                yield return (value, false);
            if (open is { } beyond)
                yield return (beyond, true);
        }
    }

    private static TextLimits Texts(Schema[] schemas) => new(
        schemas.Max(schema => schema.MinLength) ?? 0,
        schemas.Min(schema => schema.MaxLength),
        [.. schemas.Where(schema => schema.Pattern is not null).Select(schema => schema.Pattern!).Distinct()],
        [.. schemas.Where(schema => schema.Format is not null).Select(schema => schema.Format!).Distinct()]);

    private ListPlan Lists(Schema[] schemas)
    {
        var first = schemas.Max(schema => schema.TupleItems?.Length) ?? 0;
        var rest = Tree(schemas.Select(schema => schema.OfItem(int.MaxValue)).OfType<Schema>());
        return new ListPlan(
            schemas.Max(schema => schema.MinItems) ?? 0,
            schemas.Min(schema => schema.MaxItems),
            schemas.Any(schema => schema.UniqueItems),
            [.. Enumerable.Range(0, first).Select(i => Tree(schemas.Select(schema => schema.OfItem(i)).OfType<Schema>()))],
            rest,
            [.. schemas.Where(schema => schema.Contains is not null).Select(schema => Tree([schema.Contains!, .. schemas.Select(other => other.OfItem(first)).OfType<Schema>()]))]);
    }

    private ObjectPlan Objects(Schema[] schemas)
    {
        var required = schemas.SelectMany(schema => schema.Required).ToHashSet();
        var names = schemas.SelectMany(schema => schema.Properties.Select(property => property.Key)).Concat(required)
            .Concat(schemas.SelectMany(schema => schema.NameDependencies.SelectMany(dependency => dependency.Wants.Prepend(dependency.Name))))
            .Concat(schemas.SelectMany(schema => schema.SchemaDependencies.Select(dependency => dependency.Name))).Distinct();
        var usual = schemas.SelectMany(schema => schema.Usual).ToHashSet();
        var properties = names.Select(name => MakeProperty(name, required.Contains(name), usual.Contains(name), [.. schemas.SelectMany(schema => schema.OfProperty(name))])).ToList();
        foreach (var (name, wants) in schemas.SelectMany(schema => schema.NameDependencies))
        {
            if (properties.Find(property => property.Name == name) is { } dependent)
                dependent.Wants.AddRange(wants.Select(want => properties.FindIndex(property => property.Name == want)));
        }

        return new ObjectPlan(
            properties,
            schemas.Max(schema => schema.MinProperties) ?? 0,
            schemas.Min(schema => schema.MaxProperties),
            Tree(schemas.Select(schema => schema.AdditionalProperties).OfType<Schema>()),
            [.. schemas.SelectMany(schema => schema.PatternProperties.Select(pattern => pattern.Pattern)).Distinct()],
            schemas.Any(schema => schema.PropertyNames is not null) ? Tree(schemas.Select(schema => schema.PropertyNames).OfType<Schema>()) : null);
    }

    private PropertyPlan MakeProperty(string name, bool isRequired, bool isUsual, Schema[] schemas) =>
        new(name, isRequired, isUsual, schemas.Select(schema => schema.Evidence).DefaultIfEmpty().Max(), schemas.Select(schema => schema.Shape).DefaultIfEmpty().Max(), Tree(schemas));

    private static bool NeedsCheck(Schema[] schemas, NumberLimits numbers, TextLimits texts, ListPlan lists, ObjectPlan objects) =>
        schemas.Any(schema => schema.Not is not null || schema.OneOf is not null || schema.If is not null || schema.SchemaDependencies.Count > 0)
        || numbers.Steps.Count > 0
        || texts.Patterns.Count > 0
        || texts.Formats.Count > 1
        || (texts.Formats.Count == 1 && (texts.MinLength > 0 || texts.MaxLength is not null))
        || lists.IsDistinct || lists.Wanted.Count > 0
        || objects.Patterns.Count > 0 || objects.Names is not null
        || objects.MinProperties > 0 || objects.MaxProperties is not null
        || objects.Properties.Any(property => property.Wants.Count > 0);

    /// <summary>Finds out how flat values can be, until nothing changes: what leads back to itself without end has none.</summary>
    private void Settle()
    {
        for (var isChanging = _unsettled.Count > 0; isChanging;)
        {
            isChanging = false;
            foreach (var tree in _unsettled)
            {
                var height = tree.Leaf is { } plan ? PlanHeights.Of(plan) : tree.Branches.Select(branch => branch.Tree.Height).DefaultIfEmpty(Plan.Never).Min();
                isChanging |= height != tree.Height;
                tree.Height = height;
            }
        }

        _unsettled.Clear();
    }
}
