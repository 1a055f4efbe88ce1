using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.AspNetCore;

/// <summary>The body of one delivery once its signature is verified, or the status that it is refused with.</summary>
/// <param name="Bytes">The body; null where it is refused.</param>
/// <param name="Refusal">The status, where it is refused.</param>
internal readonly record struct SignedBody(byte[]? Bytes, int Refusal)
{
    /// <summary>Reads a body and verifies it. What the headers decide is decided before: a body that nobody signed is not held in memory.</summary>
    public static async ValueTask<SignedBody> ReceiveAsync(HttpRequest request, PartneroWebhookOptions settings, KeptVerifier verifier, ILogger logger)
    {
        if (request.ContentLength > settings.MaxBodyBytes)
            return TooLarge(settings, logger);
        if (FindSignature(request, logger) is not { } signature)
            return Refused(StatusCodes.Status401Unauthorized);

        byte[]? body;
        try
        {
            body = await RawBody.ReadAsync(request, settings.MaxBodyBytes, request.HttpContext.RequestAborted);
        }
        catch (Exception exception)
        {
            return Refused(StatusOf(exception, request.HttpContext, logger));
        }

        if (body is null)
            return TooLarge(settings, logger);
        return verifier.Of(settings.Secrets).Verify(body, signature) ? new(body, 0) : Refused(StatusOfForgery(body, request, logger));
    }

    private static SignedBody Refused(int status) => new(null, status);

    private static SignedBody TooLarge(PartneroWebhookOptions settings, ILogger logger)
    {
        logger.BodyTooLarge(settings.MaxBodyBytes);
        return Refused(StatusCodes.Status413PayloadTooLarge);
    }

    /// <returns>Null where no body could be signed so.</returns>
    private static string? FindSignature(HttpRequest request, ILogger logger)
    {
        var signatures = request.Headers[PartneroSignature.HeaderName];
        if (signatures.Count != 1 || signatures[0] is not { } signature)
        {
            logger.SignatureMissing(signatures.Count);
            return null;
        }

        if (SignatureVerifier.HasForm(signature))
            return signature;
        logger.SignatureMalformed(signature.Length);
        return null;
    }

    private static int StatusOf(Exception exception, HttpContext context, ILogger logger)
    {
        // Whoever posts here can break off, be too slow, or send chunks that are not valid: that is no failure of ours.
        var isGone = exception is ConnectionResetException || context.RequestAborted.IsCancellationRequested;
        if (!isGone && exception is not IOException)
        {
            logger.BodyNotRead(exception);
            return StatusCodes.Status500InternalServerError;
        }

        // Nobody reads an answer; and told to, the server does not look for the rest of the body, which it would log as an error.
        if (isGone)
            context.Abort();
        var status = exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
        logger.BodyBrokeOff(exception, status);
        return status;
    }

    private static int StatusOfForgery(byte[] body, HttpRequest request, ILogger logger)
    {
        // The server gives no other number of bytes than was announced. So every delivery is refused here, and Partnero's
        // too: an answer of 500 has it try again, and raises the alarms of whoever runs the consumer.
        if (request.ContentLength is { } announced && announced != body.Length)
        {
            logger.BodyReadBefore(announced, body.Length);
            return StatusCodes.Status500InternalServerError;
        }

        logger.SignatureWrong(body.Length);
        return StatusCodes.Status401Unauthorized;
    }
}
