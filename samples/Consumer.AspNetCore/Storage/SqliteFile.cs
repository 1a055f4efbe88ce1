using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Consumer.Storage;

/// <summary>The file of an open connection.</summary>
internal sealed class SqliteFile(SqliteConnection connection)
{
    // https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html#sqlitefcntlhasmoved
    private const int SqliteFcntlHasMoved = 20;

    private readonly sqlite3 _handle = connection.Handle!;
    private readonly string _path = connection.DataSource;

    /// <summary>
    /// Whether the file was removed, renamed or replaced since it was opened, or its write-ahead log was: one look at the path.
    /// Windows does not let go of an open file, and SQLite knows no answer there: it is false.
    /// </summary>
    public bool HasMoved()
    {
        // The pool was cleared while the connection was in use: whoever did that saw that the file had moved.
        if (_handle.IsClosed)
            return true;
        var hasMoved = 0;
        _ = sqlite3_file_control(_handle, 0, SqliteFcntlHasMoved, ref hasMoved);
        return hasMoved != 0 || !File.Exists(_path + "-wal");
    }

    /// <param name="connection">The connection.</param>
    /// <param name="database">The name of an attached database; null for the main one.</param>
    /// <param name="code">What is asked.</param>
    /// <param name="result">The answer; left alone where SQLite knows none.</param>
    [DllImport("e_sqlite3", ExactSpelling = true)]
    private static extern int sqlite3_file_control(sqlite3 connection, nint database, int code, ref int result);
}
