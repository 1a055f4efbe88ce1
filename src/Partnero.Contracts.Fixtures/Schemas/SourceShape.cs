namespace Partnero.Contracts.Testing.Schemas;

/// <summary>
/// The shapes in which the sender's sources show one entity. Which of them a webhook carries is open, so either may come, and so may
/// mixtures of both.
/// </summary>
internal enum SourceShape
{
    /// <summary>Of a field: it stands in both. Of a payload: a mixture.</summary>
    Both,

    /// <summary>As the guide shows it.</summary>
    Guide,

    /// <summary>As the REST reference shows it.</summary>
    Rest,
}
