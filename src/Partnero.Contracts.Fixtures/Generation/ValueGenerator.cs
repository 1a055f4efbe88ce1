using Partnero.Contracts.Testing.Php;
using Partnero.Contracts.Testing.Schemas;

namespace Partnero.Contracts.Testing.Generation;

/// <summary>Draws one value of a plan.</summary>
internal sealed class ValueGenerator(Choices choices, DrawStyle style, EntityWords words, Planner planner)
{
    /// <summary>Deeper than this, only what must be there is.</summary>
    private const int FreeDepth = 4;

    /// <summary>How often a value that does not fit is drawn again, at one place and in all.</summary>
    private const int MaxTries = 400;
    private const int MaxRejections = 5_000;

    public Choices Choices { get; } = choices;

    public DrawStyle Style { get; } = style;

    public EntityWords Words { get; } = words;

    /// <summary>How often the value at hand has been drawn in vain: what is drawn next may differ more.</summary>
    public int Attempt { get; private set; }

    /// <param name="tree">The plans for the value.</param>
    /// <param name="name">The name that it has, or that of the list it is in.</param>
    /// <param name="depth">How deep it is.</param>
    /// <exception cref="SchemaException">There is no such value, or none was found.</exception>
    /// <exception cref="ChoicesRejectedException">The choices are given, and draw none.</exception>
    public PhpValue Draw(PlanTree tree, string name, int depth)
    {
        while (tree.Leaf is null)
            tree = Branch(tree, depth);
        var plan = tree.Leaf;
        if (!plan.NeedsCheck)
            return DrawOnce(plan, name, depth);

        // What is drawn may depend on how often it was drawn in vain, so that is a choice like others.
        var outer = Attempt;
        var (place, first) = Choices.Keep();
        var start = Choices.Begin();
        var count = Words.Count;
        for (Attempt = (int)Math.Min(first, MaxTries - 1); Attempt < MaxTries; Attempt++)
        {
            var value = DrawOnce(plan, name, depth);
            if (plan.Schemas.All(schema => SchemaEvaluator.IsValid(schema, value)))
            {
                Choices.Fill(place, (ulong)Attempt);
                Attempt = outer;
                return value;
            }

            if (Choices.IsReplay)
                throw new ChoicesRejectedException();
            TakeBack(start, count);
            if (++Choices.Rejections > MaxRejections)
                break;
        }

        throw new SchemaException(plan.Location, $"no value that satisfies it was found in {Math.Min(MaxTries, Choices.Rejections)} tries{Suspects(plan)}. Say what is wanted by what is allowed, rather than by what is not.");
    }

    /// <summary>Forgets what was drawn from a point on, as if it had never been.</summary>
    public void TakeBack(int start, int count)
    {
        Choices.BackTo(start);
        Words.Count = count;
    }

    private PlanTree Branch(PlanTree tree, int depth)
    {
        // A loop rather than a query: this is the hot path.
        var least = depth > FreeDepth || Style.IsUsual ? tree.Height : Plan.Never - 1;
        var count = 0;
        PlanTree? usual = null;
        foreach (var branch in tree.Branches)
        {
            if (!IsUsable(branch, least))
                continue;
            // What stands in this shape alone comes before what stands in both.
            if (Style.IsUsual && branch.Shape != SourceShape.Both && branch.Shape == Style.Shape)
                return branch.Tree;
            usual ??= branch.Tree;
            count++;
        }

        if (Style.IsUsual && usual is not null)
            return usual;

        if (count == 0)
            return tree.Branches.Find(branch => branch.Tree.Height == tree.Height).Tree ?? throw Nothing(tree);
        var chosen = Choices.Below(count);
        foreach (var branch in tree.Branches)
        {
            if (IsUsable(branch, least) && chosen-- == 0)
                return branch.Tree;
        }

        throw Nothing(tree);
    }

    private bool IsUsable(PlanBranch branch, int least) =>
        branch.Tree.Height != Plan.Never && branch.Evidence <= Style.MaxEvidence && Style.Takes(branch.Shape) && (Style.IsUsual || branch.Tree.Height <= least);

    private static SchemaException Nothing(PlanTree tree)
    {
        while (tree.Leaf is null && tree.Branches.Count > 0)
            tree = tree.Branches[0].Tree;
        return new SchemaException(tree.Leaf?.Location ?? "#", "no value satisfies it: what it asks for contradicts itself, or leads back to itself without end.");
    }

    private PhpValue DrawOnce(Plan plan, string name, int depth)
    {
        if (plan.Values is { } values)
            return values.Length > 0 ? Choices.Of(values) : throw Contradiction(plan);
        if (plan.IsAnything && (Style.IsAdversarial || plan.Seen == JsonTypes.All))
            return DrawAnything(plan, name, depth);
        if (plan.Types.Count == 0)
            throw Contradiction(plan);
        return DrawType(Type(plan, name, depth), plan, name, depth);
    }

    private static SchemaException Contradiction(Plan plan) =>
        new(plan.Location, "no value satisfies it: what it asks for contradicts itself, or leads back to itself without end.");

    private JsonTypes Type(Plan plan, string name, int depth)
    {
        if (plan.Types.Count == 1)
            return plan.Types[0].Type;
        var isNumber = plan.IsId && IsEntity(plan, name, depth) ? Words.IsNextNumber : null;
        if (plan.IsId && (!Style.IsAdversarial || isNumber is not null))
            return TypeOfId(plan, isNumber);
        var types = Style.IsAdversarial ? plan.Types : plan.SeenTypes;
        if (Style.IsUsual)
            return types[0].Type;
        return depth <= FreeDepth ? Choices.Of(types).Type : types.MinBy(type => type.Height).Type;
    }

    private static bool IsEntity(Plan plan, string name, int depth) => depth <= 1 && FieldRoles.NamesEntity(plan.Role ?? FieldRoles.OfName(name));

    /// <summary>As the sources show ids: texts unless the schema says otherwise. That of the payload's own entity is what the entity has.</summary>
    private JsonTypes TypeOfId(Plan plan, bool? isNumber)
    {
        if (!Style.IsUsual && plan.SeenTypes.Exists(type => type.Type == JsonTypes.Null) && Choices.OnceIn(3))
            return JsonTypes.Null;
        var wanted = isNumber ?? IsNumberSeen(plan) ? JsonTypes.Integer : JsonTypes.String;
        return plan.Types.Exists(type => type.Type == wanted) ? wanted : plan.Types[0].Type;
    }

    private bool IsNumberSeen(Plan plan)
    {
        if (plan.Seen == JsonTypes.All || !plan.Seen.HasFlag(JsonTypes.Integer))
            return false;
        return !plan.Seen.HasFlag(JsonTypes.String) || (!Style.IsUsual && Choices.OnceIn(3));
    }

    private PhpValue DrawType(JsonTypes type, Plan plan, string name, int depth) => type switch
    {
        JsonTypes.Null => PhpValue.Null,
        JsonTypes.Boolean => Choices.Below(2) == 1,
        JsonTypes.String => TextGenerator.Draw(this, plan, name),
        JsonTypes.Array => ListGenerator.Draw(this, plan.Lists, name, depth),
        JsonTypes.Object => ObjectGenerator.Draw(this, plan, depth),
        _ when plan.IsId && (!Style.IsAdversarial || IsEntity(plan, name, depth)) && plan.Numbers is { Low: null, High: null, Steps.Count: 0 } => Words.Number(),
        _ => NumberGenerator.Draw(this, plan.Numbers, type),
    };

    /// <summary>A value of which nothing is said: a label, unless the profile is out for trouble.</summary>
    private PhpValue DrawAnything(Plan plan, string name, int depth)
    {
        if (!Style.IsAdversarial || depth > FreeDepth)
            return TextGenerator.Draw(this, plan, name);
        return Choices.Below(7) switch
        {
            0 or 1 => TextGenerator.Draw(this, plan, name),
            2 => PhpValue.Null,
            3 => Choices.Below(2) == 1,
            4 => NumberGenerator.Draw(this, plan.Numbers, JsonTypes.Number),
            5 => ListGenerator.Draw(this, plan.Lists, name, depth),
            _ => ObjectGenerator.Draw(this, plan, depth),
        };
    }

    /// <summary>What stands under a name that is not named in the plan.</summary>
    public PlanTree TreeOf(Plan plan, string name) => plan.Objects.Patterns.Count == 0
        ? plan.Objects.Free
        : planner.For(plan.Schemas.SelectMany(schema => schema.OfProperty(name)));

    public static bool IsDeep(int depth) => depth >= FreeDepth;

    private static string Suspects(Plan plan)
    {
        if (plan.Texts.Patterns.Count > 0)
            return $" (its pattern is {string.Join(" and ", plan.Texts.Patterns)})";
        return plan.Schemas.Any(schema => schema.Not is not null) ? " (it has a not)" : plan.Schemas.Any(schema => schema.OneOf is not null) ? " (it has a oneOf)" : "";
    }
}
