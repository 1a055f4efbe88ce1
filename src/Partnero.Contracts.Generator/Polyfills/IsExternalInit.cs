namespace System.Runtime.CompilerServices;

/// <summary>Asked for by the compiler for init-only properties; netstandard2.0 does not have it.</summary>
internal static class IsExternalInit;
