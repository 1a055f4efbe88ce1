namespace Partnero.Contracts.Testing.Generation;

/// <summary>
/// Where everything that is drawn comes from: a sequence of whole numbers, each below a bound. They are remembered,
/// so that the same sequence draws the same value again, and a smaller one a smaller value.
/// </summary>
/// <remarks>0 is always the simplest choice. Behind the end of a given sequence all choices are 0.</remarks>
internal sealed class Choices
{
    private readonly ulong[]? _given;
    private readonly List<ulong> _made = new(64);
    private readonly List<(int Start, int End)>? _spans;
    private ulong _state;

    private Choices(ulong[]? given, ulong seed, bool keepsSpans)
    {
        _given = given;
        _state = seed;
        _spans = keepsSpans ? [] : null;
    }

    /// <summary>Choices at random, the same for the same seed on every machine.</summary>
    public static Choices Random(ulong seed) => new(null, seed, keepsSpans: false);

    /// <summary>Choices that were made before.</summary>
    public static Choices Replay(ulong[] given, bool keepsSpans = false) => new(given, 0, keepsSpans);

    /// <summary>Whether the choices are given: then what does not fit cannot be drawn again.</summary>
    public bool IsReplay => _given is not null;

    /// <summary>How often what was drawn did not fit its schema and was drawn again.</summary>
    public int Rejections { get; set; }

    public int Count => _made.Count;

    /// <summary>The parts of the sequence that each drew one thing, such as an optional property or an item.</summary>
    public IReadOnlyList<(int Start, int End)> Spans => _spans ?? [];

    public ulong[] ToArray() => [.. _made];

    /// <summary>A number from 0 to below the bound.</summary>
    public ulong Below(ulong bound)
    {
        ulong choice;
        if (bound <= 1)
            choice = 0;
        else if (_given is null)
            choice = Math.BigMul(Next(), bound, out _);
        else
            choice = _made.Count < _given.Length ? Math.Min(_given[_made.Count], bound - 1) : 0;
        _made.Add(choice);
        return choice;
    }

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => (int)Below((ulong)bound);

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    /// <summary>One of several, or the one that is wanted: then that is the choice that was made.</summary>
    /// <returns>Null where the wanted one is not among them.</returns>
    public T? Of<T>(IReadOnlyList<T> all, Predicate<T>? isWanted)
        where T : class
    {
        var chosen = Below(all.Count);
        if (isWanted is null)
            return all[chosen];
        for (var i = 0; i < all.Count; i++)
        {
            if (!isWanted(all[i]))
                continue;
            _made[^1] = (ulong)i;
            return all[i];
        }

        return null;
    }

    /// <summary>True once in so many times; false is the simpler.</summary>
    public bool OnceIn(int times) => Below(times) == times - 1;

    /// <summary>True but for once in so many times; false is the simpler.</summary>
    public bool MostlyIn(int times) => Below(times) != 0;

    /// <summary>Keeps a place for a choice that shows only later; of given choices, the one that stands there.</summary>
    /// <returns>The place, and what stands there.</returns>
    public (int Place, ulong Choice) Keep()
    {
        var place = _made.Count;
        _made.Add(_given is not null && place < _given.Length ? _given[place] : 0);
        return (place, _made[place]);
    }

    /// <summary>Fills a place that was kept.</summary>
    public void Fill(int place, ulong choice) => _made[place] = choice;

    /// <summary>Begins a part of the sequence.</summary>
    public int Begin() => _made.Count;

    /// <summary>Ends a part of the sequence.</summary>
    public void End(int start) => _spans?.Add((start, _made.Count));

    /// <summary>Forgets the choices from a point on.</summary>
    public void BackTo(int start)
    {
        _made.RemoveRange(start, _made.Count - start);
        _spans?.RemoveAll(span => span.End > start);
    }

    /// <summary>SplitMix64.</summary>
    private ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        return Mix(_state);
    }

    /// <summary>A number that says nothing of those that it was made from.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }

    public static ulong Mix(ulong one, ulong other) => Mix(Mix(one) + other + 0x9e3779b97f4a7c15);
}
