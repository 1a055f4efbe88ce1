using System.Text;
using Partnero.Contracts.Tests.PartneroWebhooks;
using Xunit;

namespace Partnero.Contracts.Tests.Dispatch;

/// <summary>Random damage to valid bodies: a fault must be a <see cref="PayloadException"/>, and a webhook must be usable.</summary>
public class MutationTests(ITestOutputHelper output)
{
    private const int Cases = 5_000;

    // Bytes that mean something to a JSON reader, beside any at all.
    private static readonly byte[] Telling = Encoding.UTF8.GetBytes("{}[]\",:\\/u0d8e+-.tn \n\0").Concat(new byte[] { 0x80, 0xc3, 0xed, 0xff }).ToArray();

    private static readonly Dictionary<string, string> Originals = new()
    {
        ["the documented partner"] = Encoding.UTF8.GetString(Bodies.PartnerCreated),
        ["the documented transaction"] = Bodies.WithEnvelope("transaction.created"),
        ["a partner in all of PHP's forms"] = Bodies.Partner(",\"tags\":{\"0\":\"\\ud83d\\ude00\",\"2\":\"b\"},\"metadata\":[],\"custom_fields\":{\"a\":[1.0e-5,null,{\"b\":\"\\u00e9\"}]},\"more\":1.0e+25"),
        ["an unknown event"] = Bodies.Of("voucher.issued", "{\"text\":\"\\ud83d\\ude00 é\",\"list\":[1,{}]}"),
    };

    public static TheoryData<string> Names => [.. Originals.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Damaged_bodies_are_read_or_refused_and_nothing_else(string name)
    {
        // To replay a failure, put its seed here.
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var valid = Encoding.UTF8.GetBytes(Originals[name]);
        for (var i = 0; i < Cases; i++)
        {
            var body = Damage(valid, random);
            try
            {
                _ = new PartneroDispatcher().Read(body).ToString();
            }
            catch (PayloadException exception)
            {
                Assert.True(exception.Pointer.Length == 0 || exception.Pointer[0] == '/', $"seed {seed}, case {i}: the pointer '{exception.Pointer}'");
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, case {i}: {Convert.ToBase64String(body)}: {exception}");
            }
        }
    }

    private static byte[] Damage(byte[] valid, Random random)
    {
        var body = valid.ToList();
        for (var changes = random.Next(1, 4); changes > 0 && body.Count > 1; changes--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(4))
            {
                case 0:
                    body[at] = Any(random);
                    break;
                case 1:
                    body.Insert(at, Any(random));
                    break;
                case 2:
                    body.RemoveRange(at, Math.Min(random.Next(1, 12), body.Count - at));
                    break;
                default:
                    body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 12), body.Count - at)));
                    break;
            }
        }

        return [.. body];
    }

    private static byte Any(Random random) =>
        random.Next(2) == 0 ? Telling[random.Next(Telling.Length)] : (byte)random.Next(256);
}
