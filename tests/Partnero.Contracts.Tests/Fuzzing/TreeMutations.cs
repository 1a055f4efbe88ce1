using Partnero.Contracts.Reading;

namespace Partnero.Contracts.Tests.Fuzzing;

/// <summary>Changes a delivery as JSON: it is JSON still, and may be no delivery any more.</summary>
internal static class TreeMutations
{
    /// <summary>Longer than any integer, a decimal or a double can hold, and what is at their limits.</summary>
    private static readonly string[] Literals =
    [
        "null", "true", "false", "0", "-0", "0.0", "-1", "1e400", "-1e-400", "1E+2", "2.5e0", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "79228162514264337593543950335", "79228162514264337593543950336", "0.00000000000000000000000000001", new string('9', 400), "1." + new string('0', 400) + "1", "1e-2147483649",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "0", "null", "12.50", "1e3", "-0", "\0", "a\0b", "\ufeff", "\ufffe", "\u2028", "é", "e\u0301", "\U0001F600", "\ud800", "\udc00\ud800", "x\ud83d", "<script>", "' OR 1=1 --", "\"", "\\", "\\u0000", "/",
        "2025-01-15T10:30:00.000000Z", "2025-13-45T99:99:99Z", "0000-00-00 00:00:00", "2025-02-30", "9999-12-31T23:59:59.9999999+14:00", "2025-01-15 10:30:00", new string('a', 5000), new string('\u0001', 300),
    ];

    private static readonly string[] Names = ["event", "url", "webhook_key", "created_at", "data", "id", "key", "email", "amount", "partner", "tags", "0", "1", "-1", "", "\0", "Event", "__proto__", "\ud800", "amount ", "métadonnées"];

    /// <summary>Changes it in one place.</summary>
    /// <param name="root">The delivery.</param>
    /// <param name="other">Another one, to take parts of.</param>
    /// <param name="random">Chooses.</param>
    public static void Change(JsonTree root, JsonTree other, Random random)
    {
        var all = new List<JsonTree>();
        root.AddTo(all);
        var at = all[random.Next(all.Count)];
        switch (random.Next(11))
        {
            case 0:
                at.Become(new(JsonTreeKind.Literal, Literals[random.Next(Literals.Length)]));
                break;
            case 1:
                at.Become(new(JsonTreeKind.String, Texts[random.Next(Texts.Length)]));
                break;
            case 2:
                at.Become(Part(other, random).Copy());
                break;
            case 3:
                Nest(at, random);
                break;
            case 4:
                at.Become(new(random.Next(2) == 0 ? JsonTreeKind.Object : JsonTreeKind.Array));
                break;
            case 5:
                Retype(at);
                break;
            default:
                ChangeMembers(all.FindAll(one => one.Members.Count > 0), other, random);
                break;
        }
    }

    /// <summary>Has its members in another order, which says the same where no name is there twice.</summary>
    public static void Shuffle(JsonTree tree, Random random)
    {
        if (tree.Kind != JsonTreeKind.Object || tree.Members.Select(member => member.Name).Distinct().Count() != tree.Members.Count)
            return;
        for (var i = tree.Members.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (tree.Members[i], tree.Members[j]) = (tree.Members[j], tree.Members[i]);
        }
    }

    private static void ChangeMembers(List<JsonTree> parents, JsonTree other, Random random)
    {
        if (parents.Count == 0)
            return;
        var members = parents[random.Next(parents.Count)].Members;
        var at = random.Next(members.Count);
        var (name, value) = members[at];
        switch (random.Next(5))
        {
            case 0:
                members.RemoveAt(at);
                break;
            case 1:
                // Twice, with the same value or with another.
                members.Insert(random.Next(members.Count + 1), (name, (random.Next(2) == 0 ? value : Part(other, random)).Copy()));
                break;
            case 2:
                members[at] = (Names[random.Next(Names.Length)], value);
                break;
            case 3:
                var with = random.Next(members.Count);
                (members[at], members[with]) = ((name, members[with].Value), (members[with].Name, value));
                break;
            default:
                members.Insert(at, (Names[random.Next(Names.Length)], Part(other, random).Copy()));
                break;
        }
    }

    /// <summary>Puts it deeper: sometimes as deep as readers of JSON take by default, and seldom as deep as this one does.</summary>
    private static void Nest(JsonTree at, Random random)
    {
        var inner = at.Copy();
        var depth = random.Next(100) switch
        {
            0 => random.Next(PayloadReader.MaxDepth - 10, PayloadReader.MaxDepth + 10),
            < 10 => random.Next(55, 70),
            _ => random.Next(1, 4),
        };
        for (; depth > 0; depth--)
        {
            var outer = new JsonTree(random.Next(2) == 0 ? JsonTreeKind.Object : JsonTreeKind.Array);
            outer.Members.Add((outer.Kind == JsonTreeKind.Object ? "0" : "", inner));
            inner = outer;
        }

        at.Become(inner);
    }

    /// <summary>PHP's ways to write the same otherwise: a number as a text and the reverse, a list as an object.</summary>
    private static void Retype(JsonTree at)
    {
        switch (at.Kind)
        {
            case JsonTreeKind.Literal:
                at.Kind = JsonTreeKind.String;
                break;
            case JsonTreeKind.String when decimal.TryParse(at.Text, System.Globalization.CultureInfo.InvariantCulture, out var number):
                at.Become(new(JsonTreeKind.Literal, number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case JsonTreeKind.Array:
                var place = 0;
                var members = at.Members.ConvertAll(item => ($"{place++}", item.Value));
                at.Become(new(JsonTreeKind.Object));
                at.Members.AddRange(members);
                break;
            default:
                at.Become(new(JsonTreeKind.Array));
                break;
        }
    }

    private static JsonTree Part(JsonTree of, Random random)
    {
        var all = new List<JsonTree>();
        of.AddTo(all);
        return all[random.Next(all.Count)];
    }
}
