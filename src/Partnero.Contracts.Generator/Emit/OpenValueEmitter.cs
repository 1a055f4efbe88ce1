using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Model;
using static Partnero.Contracts.Generator.Emit.CodeNames;

namespace Partnero.Contracts.Generator.Emit;

/// <summary>Writes the struct of a set of strings that may grow.</summary>
internal static class OpenValueEmitter
{
    public static SourceText Emit(OpenValueModel model, GenerationOptions options)
    {
        var code = SourceWriter.ForFile(options.Namespace);
        code.Summary(model.Description);
        code.Doc("remarks", "The known values are constants, for comparisons and switches; any other text is kept as it came.");
        code.GeneratedCode();
        code.Open($"{options.Visibility} readonly partial record struct {model.Name}");
        foreach (var value in model.Values)
        {
            code.Summary($"The value {value.Text}.");
            code.Line($"public const string {value.ClrName} = {Literal(value.Text)};");
            code.Line();
        }

        code.Line("private readonly string? _value;");
        code.Line();
        code.Summary("Holds a value, known or not.");
        code.Line($"public {model.Name}(string value) => _value = value;");
        code.Line();
        code.Summary("The text as the sender wrote it.");
        code.Line("public string Value => _value ?? \"\";");
        code.Line();
        code.Summary("Whether the schema names this value.");
        code.Line($"public bool IsKnown => Value is {string.Join(" or ", model.Values.Select(value => value.ClrName))};");
        code.Line();
        code.Summary("Holds a value, known or not.");
        code.Line($"public static implicit operator {model.Name}(string value) => new(value);");
        code.Line();
        code.Summary("The text as the sender wrote it.");
        code.Line("public override string ToString() => Value;");
        code.Close();
        return code.ToSource();
    }
}
