using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Partnero.Contracts.Testing;

/// <summary>
/// Keeps what a consumer in the same process logs, so that a clause that it breaks shows it, and no other case prints anything.
/// Add it to the application's logging, and name it in <see cref="WebhookConsumer.Log"/>.
/// </summary>
public sealed class ApplicationLog : ILoggerProvider
{
    /// <summary>What is further back than this belongs to deliveries long gone.</summary>
    private const int MaxEntries = 30;
    private const int MaxLength = 4000;

    private readonly ConcurrentQueue<string> _entries = new();

    /// <summary>What is kept: warnings and worse, with their exceptions, unless set.</summary>
    public LogLevel MinLevel { get; init; } = LogLevel.Warning;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    internal void Clear() => _entries.Clear();

    /// <summary>The last entries, in order; null if nothing was logged.</summary>
    internal string? Read() => _entries.IsEmpty ? null : string.Join('\n', _entries);

    private void Add(LogLevel level, string category, string message, Exception? exception)
    {
        var entry = string.Create(CultureInfo.InvariantCulture, $"{level} {category}: {message}{(exception is null ? "" : "\n" + exception)}");
        _entries.Enqueue(entry.Length > MaxLength ? entry[..MaxLength] + " …" : entry);
        while (_entries.Count > MaxEntries)
            _entries.TryDequeue(out _);
    }

    private sealed class Logger(ApplicationLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= log.MinLevel && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Add(logLevel, category, formatter(state, exception), exception);
        }
    }
}
