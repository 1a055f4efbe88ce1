using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partnero.Contracts.AspNetCore;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps what operators do with an inbox.</summary>
public static class PartneroInboxEndpoints
{
    private const string Json = "application/json";
    private const int MaxListed = 1000;

    /// <summary>Maps the parked and unreadable deliveries of a program, and their release.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path, such as <c>/admin/partnero</c>.</param>
    /// <param name="name">The program's name, where several are registered.</param>
    /// <returns>
    /// The endpoints. They ask for an authorised caller, by the application's default policy unless another is added: <c>.RequireAuthorization("operators")</c>.
    /// What they show are people's names and addresses.
    /// </returns>
    /// <remarks>
    /// <c>GET path</c>: at most 1,000, the oldest first, without bodies. <c>GET path/{id}</c>: the body of one. <c>POST path/{id}/release</c>: has it worked on
    /// once more, and answers with the outcome, such as <c>{"outcome":"Done"}</c>; 404 where it is not parked. <c>POST path/release</c>: the same for all.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The program has no inbox.</exception>
    public static IEndpointConventionBuilder MapPartneroInbox(this IEndpointRouteBuilder endpoints, string path, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        name ??= Options.DefaultName;
        var inbox = endpoints.ServiceProvider.GetKeyedService<PartneroInbox>(name)
            ?? throw new InvalidOperationException($"No inbox is registered for the program '{name}'. Call UseEntityFrameworkInbox or UseAdoNetInbox on its registration first.");
        var group = endpoints.MapGroup(path);
        group.MapGet("", (RequestDelegate)(context => ListAsync(context, inbox)));
        group.MapGet("{id:long}", (RequestDelegate)(context => ShowAsync(context, inbox)));
        group.MapPost("{id:long}/release", (RequestDelegate)(context => ReleaseAsync(context, inbox)));
        group.MapPost("release", (RequestDelegate)(context => ReleaseAllAsync(context, inbox)));
        return group.RequireAuthorization();
    }

    private static async Task ListAsync(HttpContext context, PartneroInbox inbox)
    {
        var parked = await inbox.FindParkedAsync(MaxListed, context.RequestAborted);
        await WriteAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var delivery in parked)
            {
                json.WriteStartObject();
                json.WriteNumber("id", delivery.Id);
                json.WriteString("state", delivery.State.ToString());
                json.WriteString("event", delivery.Event);
                json.WriteString("entity", delivery.Entity);
                json.WriteString("receivedAt", delivery.ReceivedAt);
                json.WriteNumber("attempts", delivery.Attempts);
                json.WriteString("reason", delivery.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static async Task ShowAsync(HttpContext context, PartneroInbox inbox)
    {
        var id = IdOf(context);
        var found = (await inbox.FindParkedAsync(int.MaxValue, context.RequestAborted)).FirstOrDefault(delivery => delivery.Id == id);
        if (found is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // An unreadable one may be anything: no browser is to make a page of it.
        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.Body.WriteAsync(found.Body, context.RequestAborted);
    }

    private static async Task ReleaseAsync(HttpContext context, PartneroInbox inbox)
    {
        var outcome = await inbox.ReleaseAsync(IdOf(context), context.RequestAborted);
        if (outcome == InboxRunOutcome.NotFound)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        await WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("outcome", outcome.ToString());
            json.WriteEndObject();
        });
    }

    private static async Task ReleaseAllAsync(HttpContext context, PartneroInbox inbox)
    {
        var outcomes = await inbox.ReleaseAllAsync(context.RequestAborted);
        await WriteAsync(context, json =>
        {
            json.WriteStartObject();
            foreach (var (id, outcome) in outcomes)
                json.WriteString(id.ToString(CultureInfo.InvariantCulture), outcome.ToString());
            json.WriteEndObject();
        });
    }

    private static long IdOf(HttpContext context) => long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = Json;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        write(json);
        await json.FlushAsync(context.RequestAborted);
    }
}
