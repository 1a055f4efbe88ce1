using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Tool.Output;

/// <summary>Says something on standard error, on one line. Where nobody can hear it, the exit code still speaks.</summary>
internal static class ErrorLine
{
    public static void Write(string text)
    {
        try
        {
            Console.Error.WriteLine(VisibleText.Of(OptionWords.In(text)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is closed or full, and there is nowhere else to say so.
        }
    }
}
