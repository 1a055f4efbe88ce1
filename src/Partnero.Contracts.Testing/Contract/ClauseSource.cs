
using System.Reflection;

namespace Partnero.Contracts.Testing.Contract;

/// <summary>Finds the clauses that a type holds: in its public static properties and fields that are a clause or several, in their order.</summary>
internal static class ClauseSource
{
    /// <summary>Named and not referred to: clauses are made of what stands here, and the contract of clauses.</summary>
    private const string BuiltInType = "Partnero.Contracts.Testing.PartneroContract";

    /// <summary>The clauses of the contract itself.</summary>
    public static IReadOnlyList<WebhookClause> BuiltIn { get; } = Of(typeof(ClauseSource).Assembly.GetType(BuiltInType, throwOnError: true)!);

    /// <summary>The clauses that a type holds; none where it holds none.</summary>
    public static IReadOnlyList<WebhookClause> Of(Type type) =>
    [
        .. type.GetMembers(BindingFlags.Public | BindingFlags.Static).OrderBy(member => member.MetadataToken).SelectMany(member => Clauses(member switch
        {
            PropertyInfo { CanRead: true } property when property.GetIndexParameters().Length == 0 && MayHold(property.PropertyType) => property.GetValue(null),
            FieldInfo field when MayHold(field.FieldType) => field.GetValue(null),
            _ => null,
        })),
    ];

    private static bool MayHold(Type type) => type == typeof(WebhookClause) || type.IsAssignableTo(typeof(IEnumerable<WebhookClause>));

    private static IEnumerable<WebhookClause> Clauses(object? value) => value switch
    {
        WebhookClause clause => [clause],
        IEnumerable<WebhookClause> clauses => clauses,
        _ => [],
    };
}
