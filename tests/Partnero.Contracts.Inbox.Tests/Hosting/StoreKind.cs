namespace Partnero.Contracts.Inbox.Tests.Hosting;

/// <summary>Where an inbox is.</summary>
public enum StoreKind
{
    /// <summary>EF Core and SQLite.</summary>
    EfSqlite,

    /// <summary>EF Core and PostgreSQL.</summary>
    EfPostgres,

    /// <summary>ADO.NET and SQLite.</summary>
    AdoSqlite,

    /// <summary>ADO.NET and PostgreSQL.</summary>
    AdoPostgres,
}
