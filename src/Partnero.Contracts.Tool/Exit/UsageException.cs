namespace Partnero.Contracts.Tool.Exit;

/// <summary>The command cannot be carried out as it was given; the message says why and what to do.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>What a fault says, without the parameter of the code that found it.</summary>
    public static string Sentence(Exception exception) => exception is ArgumentException { ParamName: { } parameter }
        ? exception.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal)
        : exception.Message;
}
