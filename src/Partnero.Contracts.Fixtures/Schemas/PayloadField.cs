namespace Partnero.Contracts.Testing.Schemas;

/// <summary>A field that payloads of an event have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it is like.</param>
/// <param name="Role">What it is to those who test a consumer.</param>
internal sealed record PayloadField(string Name, Schema Schema, FieldRole Role)
{
    /// <summary>The kind of entity that it names, if it names one.</summary>
    public string RefersTo { get; } = FieldRoles.RefersTo(Name, Schema);

    /// <summary>Of an object that names an entity: the property that does.</summary>
    public string Identity => Schema.Target().Reading.Identity ?? "id";

    /// <summary>Whether a bare id may stand for it.</summary>
    public bool IsObjectOrId => Schema.Target().Reading.Idiom == SchemaIdiom.Reference;
}
