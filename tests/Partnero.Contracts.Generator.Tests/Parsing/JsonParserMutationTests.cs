using Partnero.Contracts.Generator.Parsing.Json;
using Partnero.Contracts.Generator.Tests.Support;

namespace Partnero.Contracts.Generator.Tests.Parsing;

public sealed class JsonParserMutationTests
{
    private const int Mutations = 5_000;
    private const string Alphabet = "{}[]:,\"\\u0123eE+-.truefalsn \n\0\ud800é";

    [Fact]
    public void No_mutation_of_a_schema_throws_anything_but_a_syntax_fault()
    {
        var schema = BuiltInSchemas.Event("transaction.created").Content;
        var first = Random.Shared.Next();
        for (var seed = first; seed != unchecked(first + Mutations); seed = unchecked(seed + 1))
        {
            var text = Mutate(schema, new Random(seed));
            try
            {
                JsonParser.Parse(text);
            }
            catch (JsonSyntaxException exception)
            {
                Assert.True(exception.Span.End <= text.Length, $"Seed {seed}: the error is beyond the end of the text.");
            }
            catch (Exception other)
            {
                Assert.Fail($"Seed {seed}: {other}");
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var place = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text[..place],
                1 => text.Remove(place, 1),
                2 => text.Insert(place, Alphabet[random.Next(Alphabet.Length)].ToString()),
                _ => text.Insert(place, text.Substring(place, random.Next(Math.Min(20, text.Length - place)))),
            };
            if (text.Length == 0)
                break;
        }

        return text;
    }
}
