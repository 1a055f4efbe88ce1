
using System.Reflection;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Model;

/// <summary>Finds the clauses that a type holds: in its public static properties, and after them in its fields, that are a clause or several, in their order.</summary>
internal static class ClauseSource
{
    /// <summary>Named and not referred to: clauses are made of what stands here, and the contract of clauses.</summary>
    private const string BuiltInType = "Partnero.Contracts.Testing.PartneroContract";

    /// <summary>The clauses of the contract itself.</summary>
    public static IReadOnlyList<WebhookClause> BuiltIn { get; } = Of(typeof(ClauseSource).Assembly.GetType(BuiltInType, throwOnError: true)!);

    /// <summary>The clauses of the type of a name, with the name of its assembly after a comma.</summary>
    /// <exception cref="FormatException">No clause here has this id.</exception>
    public static IReadOnlyList<WebhookClause> Of(string name) => Type.GetType(name) is { } type
        ? Of(type)
        : throw new FormatException($"The clauses of {VisibleText.Of(name)} are not here: there is no such type.");

    /// <summary>The clauses that the public types of an assembly hold.</summary>
    public static IReadOnlyList<WebhookClause> Of(Assembly assembly) => [.. assembly.GetExportedTypes().Where(type => !type.ContainsGenericParameters).SelectMany(Of)];

    /// <summary>The clauses that a type holds; none where it holds none.</summary>
    public static IReadOnlyList<WebhookClause> Of(Type type) =>
    [
        .. Held(type).Select(clause => clause.IsOwn ? clause.Of(type) : clause),
    ];

    /// <summary>Some clauses, of which no two have one id.</summary>
    /// <exception cref="ArgumentException">Two have.</exception>
    public static IReadOnlyList<WebhookClause> Distinct(IReadOnlyList<WebhookClause> clauses) =>
        clauses.GroupBy(clause => clause.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException($"Two clauses are called {twice.Key}: \"{twice.First().Title}\" and \"{twice.ElementAt(1).Title}\". Rename your own.")
            : clauses;

    /// <summary>The one of some clauses that has an id.</summary>
    /// <exception cref="ArgumentException">None has; the message names those that there are.</exception>
    public static WebhookClause Find(IReadOnlyList<WebhookClause> clauses, string id) =>
        clauses.FirstOrDefault(clause => clause.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"No clause is called '{id}'. The clauses are {string.Join(", ", clauses.Select(clause => clause.Id))}.", nameof(id));

    private static IEnumerable<WebhookClause> Held(Type type) =>
    [
        .. type.GetMembers(BindingFlags.Public | BindingFlags.Static).OrderBy(member => member is FieldInfo).ThenBy(member => member.MetadataToken).SelectMany(member => Clauses(member switch
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
