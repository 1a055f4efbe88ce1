using Microsoft.CodeAnalysis.Text;
using Partnero.Contracts.Generator.Model;
using static Partnero.Contracts.Generator.Emit.CodeNames;

namespace Partnero.Contracts.Generator.Emit;

/// <summary>Writes the names of the events and the dispatcher over all of them.</summary>
internal static class DispatcherEmitter
{
    private const string Task = "global::System.Threading.Tasks.ValueTask<bool>";

    public static SourceText EmitEvents(EquatableArray<EventModel> events, GenerationOptions options)
    {
        var code = SourceWriter.ForFile(options.Namespace);
        code.Summary("The names of the events that have a schema.");
        code.GeneratedCode();
        code.Open($"{options.Visibility} static class PartneroEvents");
        foreach (var model in events)
        {
            code.Summary($"{model.Name}: {model.Description}");
            code.Line($"public const string {model.TypeName} = {Literal(model.Name)};");
            code.Line();
        }

        code.Summary("All of them, in the order of their names.");
        code.Line("public static global::System.Collections.Generic.IReadOnlyList<string> All { get; } =");
        code.Line("[");
        code.Indent();
        foreach (var model in events)
            code.Line($"{model.TypeName},");
        code.Outdent();
        code.Line("];");
        code.Close();
        return code.ToSource();
    }

    public static SourceText EmitDispatcher(EquatableArray<EventModel> events, GenerationOptions options)
    {
        var code = SourceWriter.ForFile(options.Namespace);
        code.Summary("Reads verified bodies into the records of this namespace, and hands each to the handler of its event.");
        code.GeneratedCode();
        code.Open($"{options.Visibility} sealed partial class PartneroDispatcher : {Runtime}.WebhookDispatcher");

        code.Line("/// <inheritdoc/>");
        code.Open($"public override {Task} DispatchAsync({Runtime}.PartneroWebhook webhook, {Runtime}.IWebhookHandlers handlers, global::System.Threading.CancellationToken cancellationToken) => webhook switch");
        foreach (var model in events)
            code.Line($"{model.TypeName} typed => handlers.HandleAsync(typed, cancellationToken),");
        code.Line($"{Runtime}.UnknownWebhook unknown => handlers.HandleAsync(unknown, cancellationToken),");
        code.Line("_ => throw new global::System.ArgumentException($\"{webhook.GetType()} is not one of this dispatcher's webhooks.\", nameof(webhook)),");
        code.Close("};");
        code.Line();

        code.Line("/// <inheritdoc/>");
        code.Open("public override global::System.Type TypeOf(string eventName) => eventName switch");
        foreach (var model in events)
            code.Line($"{Literal(model.Name)} => typeof(global::{options.Namespace}.{model.TypeName}),");
        code.Line($"_ => typeof({Runtime}.UnknownWebhook),");
        code.Close("};");
        code.Line();

        code.Line("/// <inheritdoc/>");
        code.Open($"protected override {Runtime}.PartneroWebhook ReadWebhook(in {Runtime}.Reading.WebhookEnvelope envelope, ref {Utf8Reader} data) => envelope.Event switch");
        foreach (var model in events)
            code.Line($"{Literal(model.Name)} => global::{options.Namespace}.{model.TypeName}.Read(in envelope, ref data),");
        code.Line("_ => envelope.ToUnknown(ref data),");
        code.Close("};");
        code.Close();
        return code.ToSource();
    }
}
