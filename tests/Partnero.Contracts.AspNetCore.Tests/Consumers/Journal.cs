using System.Collections.Concurrent;

namespace Partnero.Contracts.AspNetCore.Tests.Consumers;

/// <summary>What a consumer did, in order.</summary>
internal sealed class Journal
{
    private readonly ConcurrentQueue<object> _entries = new();

    public IReadOnlyList<object> Entries => [.. _entries];

    public void Add(object entry) => _entries.Enqueue(entry);
}
