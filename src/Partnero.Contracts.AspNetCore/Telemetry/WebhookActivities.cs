using System.Diagnostics;

namespace Partnero.Contracts.AspNetCore;

/// <summary>What is traced, by the activity source <c>Partnero.Contracts</c>. No tag holds anything of a payload but the name of its event.</summary>
internal static class WebhookActivities
{
    private static readonly ActivitySource Source = new(WebhookMetrics.Name);

    /// <summary>The interceptors and the handler of one webhook.</summary>
    public static Activity? Handle(string eventName)
    {
        var activity = Source.StartActivity("partnero handle");
        return activity?.SetTag("partnero.event", LogText.Of(eventName));
    }

    /// <summary>One attempt at the work of a stored delivery.</summary>
    /// <param name="eventName">Its event.</param>
    /// <param name="attempt">The number of the attempt.</param>
    /// <param name="received">The trace in which it was received, as <c>traceparent</c>; null outside of one.</param>
    public static Activity? Work(string eventName, int attempt, string? received)
    {
        ActivityLink[] links = ActivityContext.TryParse(received, null, isRemote: true, out var context) ? [new(context)] : [];
        var activity = Source.StartActivity(ActivityKind.Consumer, links: links, name: "partnero work");
        return activity?.SetTag("partnero.event", eventName).SetTag("partnero.attempt", attempt);
    }

    /// <summary>Says of what kind an exception was. Its message may hold what came with a payload.</summary>
    public static void Failed(this Activity? activity, Exception exception) => activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName);
}
