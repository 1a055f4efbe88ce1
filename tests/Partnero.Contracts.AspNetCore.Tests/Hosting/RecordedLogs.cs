using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Partnero.Contracts.AspNetCore.Tests.Hosting;

/// <summary>Everything that is logged, in full: the text, the values, the exception and the scopes.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<LogRecord> _records = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _awaited = new();

    public IReadOnlyList<LogRecord> All => [.. _records];

    /// <summary>What the receiver itself logged.</summary>
    public IEnumerable<LogRecord> OfReceiver => All.Where(record => record.Category.StartsWith("Partnero.", StringComparison.Ordinal));

    /// <summary>Completes once an event of this name is logged, or was.</summary>
    public Task Logged(string eventName) => Awaited(eventName).Task;

    /// <summary>Completes once such a record is there; fails after a deadline.</summary>
    public async Task UntilAsync(Func<LogRecord, bool> isAwaited)
    {
        // Only a test that fails waits so long.
        for (var clock = Stopwatch.StartNew(); !All.Any(isAwaited);)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "What was awaited was not logged.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private TaskCompletionSource Awaited(string eventName) =>
        _awaited.GetOrAdd(eventName, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Add(LogRecord record)
    {
        _records.Enqueue(record);
        if (record.EventName is not null)
            Awaited(record.EventName).TrySetResult();
    }

    private sealed class Logger(RecordedLogs logs, string category) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            logs.Add(new(category, LogLevel.None, null, Values(state)));
            return null;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add(new(category, logLevel, eventId.Name, $"{formatter(state, exception)}\n{Values(state)}\n{exception}"));

        private static string Values<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join('\n', values) : state?.ToString() ?? "";
    }
}
