namespace Partnero.Contracts.Schemas;

/// <summary>What the value of a keyword is.</summary>
internal enum KeywordShape
{
    Anything,
    Text,
    Number,
    Count,
    Boolean,
    TypeNames,
    Names,
    Values,
    Choice,
    Schema,
    SchemaOrBoolean,
    SchemaList,
    SchemaOrList,
    SchemaMap,
    Dependencies,
}
