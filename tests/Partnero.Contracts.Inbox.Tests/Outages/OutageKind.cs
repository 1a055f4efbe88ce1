namespace Partnero.Contracts.Inbox.Tests.Outages;

/// <summary>What is wrong with a database for a while.</summary>
public enum OutageKind
{
    /// <summary>It takes no page more, as SQLite itself has it.</summary>
    NoPageLeft,

    /// <summary>The disk that it is on is full.</summary>
    DiskFull,

    /// <summary>It may be read, and not written.</summary>
    ReadOnly,

    /// <summary>The folder with its file is gone. That of a server that is stopped: see <see cref="OutageTests"/>.</summary>
    FolderGone,
}
