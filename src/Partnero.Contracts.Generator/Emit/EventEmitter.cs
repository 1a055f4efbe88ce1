using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Model;
using static Partnero.Contracts.Generator.Emit.CodeNames;

namespace Partnero.Contracts.Generator.Emit;

/// <summary>Writes an event's record, its reader and its handler interface.</summary>
internal static class EventEmitter
{
    public static SourceText Emit(EventModel model, GenerationOptions options)
    {
        var code = SourceWriter.ForFile(options.Namespace);
        code.Summary($"{model.Name}: {model.Description}");
        code.GeneratedCode();
        code.Open($"{options.Visibility} sealed partial record {model.TypeName} : {Runtime}.PartneroWebhook<{NullableTypeOf(model.Data)}>");
        code.Summary($"The name of the event: {model.Name}.");
        code.Line($"public override string Event => {Literal(model.Name)};");
        code.Line();
        EmitReader(code, model, options);
        code.Close();
        code.Line();

        code.Summary($"Does the work for {model.Name}.");
        code.GeneratedCode();
        code.Line($"{options.Visibility} interface I{model.TypeName}Handler : {Runtime}.IWebhookHandler<{model.TypeName}>;");
        return code.ToSource();
    }

    private static void EmitReader(SourceWriter code, EventModel model, GenerationOptions options)
    {
        code.Open($"internal static {model.TypeName} Read(in {Runtime}.Reading.WebhookEnvelope envelope, ref {Utf8Reader} reader)");
        if (model.Required.Count > 0)
            code.Line("var start = reader.TokenStartIndex;");
        code.Line($"{Deviations} deviations = null;");
        code.Line($"{NullableTypeOf(model.Data)} data = {ReadExpressions.OfPayload(model.Data, options)};");
        foreach (var property in model.Required)
        {
            var isMissing = property.ClrName.Length > 0
                ? $"data.{property.ClrName} is null"
                : $"!data.AdditionalProperties.ContainsKey({Literal(property.JsonName)})";
            code.Line($"if ({(CanBeNull(model.Data) ? "data is not null && " : "")}{isMissing})");
            code.Indent();
            code.Line($"throw {Reader}.Missing(start, {Literal(property.JsonName)}, deviations);");
            code.Outdent();
        }

        code.Line();
        code.Open($"return new {model.TypeName}");
        foreach (var field in new[] { "Url", "WebhookKey", "CreatedAt", "RawBody" })
            code.Line($"{field} = envelope.{field},");
        code.Line("Deviations = envelope.Locate(deviations),");
        code.Line("Data = data,");
        code.Close("};");
        code.Close();
    }
}
