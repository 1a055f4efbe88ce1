using Xunit;

namespace Partnero.Contracts.Testing.Tests.Fixtures;

/// <summary>Schemas with every keyword of draft-07, and what NJsonSchema makes of them.</summary>
internal static class OddSchemas
{
    /// <summary>Keywords on which NJsonSchema is wrong, and why: their schemas are judged by ajv alone.</summary>
    public static readonly IReadOnlyDictionary<string, string> MisjudgedByNJsonSchema = new Dictionary<string, string>
    {
        ["const"] = "NJsonSchema ignores it",
        ["contains"] = "NJsonSchema ignores it",
        ["propertyNames"] = "NJsonSchema ignores it",
        ["dependencies"] = "NJsonSchema ignores it",
        ["if"] = "NJsonSchema ignores if, then and else",
        ["booleans"] = "NJsonSchema does not load them",
        ["more formats"] = "NJsonSchema does not know them",
    };

    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["types"] = """{"type":["string","null","integer"]}""",
        ["enum"] = """{"enum":["a",1,null,[1,2],{"a":1}]}""",
        ["const"] = """{"type":"object","required":["v"],"properties":{"v":{"const":2},"k":{"const":{"a":[1]}}}}""",
        ["objects"] = """{"type":"object","required":["a","b"],"properties":{"a":{"type":"string"},"b":{"type":"boolean"},"c":{"type":"null"}},"additionalProperties":false}""",
        ["map"] = """{"type":"object","additionalProperties":{"type":"integer","minimum":3},"minProperties":2,"maxProperties":4}""",
        ["patternProperties"] = """{"type":"object","patternProperties":{"^x-[a-z]{2,4}$":{"type":"integer"},"_at$":{"type":"string","format":"date-time"}},"additionalProperties":false,"minProperties":1}""",
        ["propertyNames"] = """{"type":"object","propertyNames":{"pattern":"^[a-z]+$","maxLength":8},"minProperties":1}""",
        ["dependencies"] = """{"type":"object","properties":{"card":{"type":"string"},"billing":{"type":"string"},"iban":{"type":"string"}},"dependencies":{"card":["billing"],"iban":{"required":["bank"],"properties":{"bank":{"type":"string","minLength":3}}}}}""",
        ["list"] = """{"type":"array","items":{"type":"string","minLength":1},"minItems":1,"maxItems":3}""",
        ["unique"] = """{"type":"array","items":{"type":"integer","minimum":0,"maximum":9},"uniqueItems":true,"minItems":3,"maxItems":6}""",
        ["tuple"] = """{"type":"array","items":[{"type":"string"},{"type":"integer"}],"additionalItems":false,"minItems":1}""",
        ["open tuple"] = """{"type":"array","items":[{"type":"string"}],"additionalItems":{"type":"boolean"},"minItems":2}""",
        ["contains"] = """{"type":"array","items":{"type":"integer"},"contains":{"minimum":100},"maxItems":5}""",
        ["anyOf"] = """{"anyOf":[{"type":"object","required":["id"],"properties":{"id":{"type":"string","minLength":2}}},{"type":"string","minLength":1},{"type":"array","items":{"not":{}}}]}""",
        ["oneOf"] = """{"oneOf":[{"type":"integer","multipleOf":3},{"type":"integer","multipleOf":5}]}""",
        ["oneOf objects"] = """{"type":"object","required":["kind"],"oneOf":[{"properties":{"kind":{"enum":["card"]},"last4":{"type":"string","pattern":"^[0-9]{4}$"}},"required":["last4"]},{"properties":{"kind":{"enum":["bank"]},"iban":{"type":"string","minLength":15}},"required":["iban"]}]}""",
        ["allOf"] = """{"allOf":[{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":5}}},{"properties":{"a":{"maximum":9},"b":{"type":"string"}},"required":["b"]}]}""",
        ["not"] = """{"type":"object","required":["a"],"properties":{"a":{"type":"integer","not":{"enum":[0,1,2]}},"b":{"type":"string"}},"not":{"required":["a","b"]}}""",
        ["if"] = """{"type":"object","required":["country"],"properties":{"country":{"enum":["US","DE"]},"zip":{"type":"string"}},"if":{"properties":{"country":{"const":"US"}}},"then":{"properties":{"zip":{"pattern":"^[0-9]{5}$"}},"required":["zip"]},"else":{"properties":{"zip":{"maxLength":8}}}}""",
        ["tree"] = """{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#"},"maxItems":2},"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}}}""",
        ["definitions"] = """{"$ref":"#/definitions/a","definitions":{"a":{"type":"object","required":["b"],"properties":{"b":{"$ref":"#/definitions/c%25~1d"}}},"c%/d":{"type":"string","minLength":3}}}""",
        ["lengths"] = """{"type":"string","minLength":5,"maxLength":7}""",
        ["long"] = """{"type":"string","minLength":300,"maxLength":310}""",
        ["bounds"] = """{"type":"number","minimum":-2.5,"exclusiveMaximum":1.25}""",
        ["narrow"] = """{"type":"number","exclusiveMinimum":0.1,"exclusiveMaximum":0.2}""",
        ["integers"] = """{"type":"integer","exclusiveMinimum":-3,"maximum":2}""",
        ["steps"] = """{"type":"number","multipleOf":0.05,"minimum":0,"maximum":10}""",
        ["whole steps"] = """{"type":"integer","multipleOf":7,"minimum":-100}""",
        ["pattern"] = """{"type":"string","pattern":"^(?:[A-Z]{2}[0-9]{2}|ref-[a-f0-9]{8,}(?:\\.[a-z]+)?)$"}""",
        ["pattern and length"] = """{"type":"string","pattern":"^[a-z]+(?:-[a-z]+)*$","minLength":20,"maxLength":24}""",
        ["unanchored"] = """{"type":"string","pattern":"[0-9]{3}"}""",
        ["classes"] = """{"type":"string","pattern":"^[^a-z\\s]{1,3}\\w\\d\\.\\u00e9\\p{Lu}.$"}""",
        ["look ahead"] = """{"type":"string","pattern":"^(?=.*[0-9])(?!x)[a-z0-9]{4,8}$"}""",
        ["formats"] = """{"type":"object","required":["a","b","c","d","e","f","g","h","i"],"properties":{"a":{"type":"string","format":"date-time"},"b":{"type":"string","format":"date"},"c":{"type":"string","format":"email"},"d":{"type":"string","format":"uri"},"e":{"type":"string","format":"uuid"},"f":{"type":"string","format":"ipv4"},"g":{"type":"string","format":"ipv6"},"h":{"type":"string","format":"hostname"},"i":{"type":"string","format":"time"}}}""",
        ["more formats"] = """{"type":"object","required":["a","b","c","d","e"],"properties":{"a":{"type":"string","format":"uri-reference"},"b":{"type":"string","format":"uri-template"},"c":{"type":"string","format":"json-pointer"},"d":{"type":"string","format":"relative-json-pointer"},"e":{"type":"string","format":"regex"}}}""",
        ["booleans"] = """{"type":"object","required":["a"],"properties":{"a":true,"never":false},"additionalProperties":true}""",
        ["nested unions"] = """{"anyOf":[{"oneOf":[{"type":"integer"},{"type":"string"}]},{"allOf":[{"anyOf":[{"type":"object","required":["x"]},{"type":"boolean"}]}]}]}""",
        ["odd names"] = """{"type":"object","required":["a/b","~","10",""],"properties":{"a/b":{"type":"integer"},"~":{"type":"string"},"10":{"type":"boolean"},"":{"type":"null"}},"additionalProperties":false}""",
    };

    public static TheoryData<string> Names() => [.. All.Keys];
}
