namespace Partnero.Contracts.Testing.Sending;

/// <summary>Says in words why a connection gave no HTTP answer.</summary>
internal static class NoAnswer
{
    public static string Describe(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => $"no TLS connection can be made: {Cause(exception)}",
        HttpRequestError.InvalidResponse => "what came is not HTTP",
        HttpRequestError.ResponseEnded => "the connection was closed before an answer came",
        _ => Cause(exception),
    };

    private static string Cause(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception.Message.TrimEnd('.');
    }
}
