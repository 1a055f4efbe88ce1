using Microsoft.AspNetCore.Http;

namespace Partnero.Contracts.Mutants.Defects;

/// <summary>Lets a mutant look at a body before the endpoint reads it.</summary>
internal static class Bodies
{
    public static async Task<byte[]> PeekAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Request.Body.Position = 0;
        return body.ToArray();
    }

    /// <summary>Refuses a request, and reads no further.</summary>
    public static Task Answer(this HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Lets the endpoint answer, and puts one status in the place of another.</summary>
    public static async Task Replace(this HttpContext context, RequestDelegate next, int status, int by)
    {
        await next(context);
        if (context.Response.StatusCode == status)
            context.Response.StatusCode = by;
    }
}
