namespace Partnero.Contracts.Testing.Sending;

/// <summary>Says in words why a connection gave no HTTP answer.</summary>
internal static class NoAnswer
{
    public static string Describe(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => $"no TLS connection can be made: {Cause(fault)}",
        HttpRequestError.InvalidResponse => "what came is not HTTP",
        HttpRequestError.ResponseEnded => "the connection was closed before an answer came",
        _ => Cause(fault),
    };

    private static string Cause(Exception fault)
    {
        while (fault.InnerException is { } inner)
            fault = inner;
        return fault.Message.TrimEnd('.');
    }
}
