namespace Partnero.Contracts.Testing.Php;

/// <summary>A value that PHP's <c>json_encode</c> refuses: there is no delivery of it.</summary>
public sealed class PhpJsonException : Exception
{
    internal PhpJsonException(string message)
        : base(message)
    {
    }
}
