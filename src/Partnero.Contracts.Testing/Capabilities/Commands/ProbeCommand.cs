using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Partnero.Contracts.Testing.Text;

namespace Partnero.Contracts.Testing.Capabilities;

/// <summary>A command that stands for a probe, with places for what it is asked. It is run without a shell, and each value is a part of one argument, whatever is in it.</summary>
internal sealed class ProbeCommand
{
    /// <summary>How long what was printed is read on where the program has ended, and one that it has started still holds its output.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>Places of other capabilities, and one that is often meant: they are taken for a mistake, and any other braces for a part of the command.</summary>
    private static readonly string[] Places = ["event", "id", "entity", "key", "times", "point", "seconds"];

    /// <summary>How many questions are under way at once: each is a process of its own.</summary>
    private static readonly SemaphoreSlim Questions = new(Math.Max(4, Environment.ProcessorCount * 2));

    private readonly AskingAgain _again = new();
    private readonly IReadOnlyList<string> _words;
    private readonly string _name;

    /// <param name="capability">What it gives.</param>
    /// <param name="text">The command.</param>
    /// <param name="places">What it is asked, by the names of the places in its arguments.</param>
    /// <exception cref="ArgumentException">The text is no command, or has a place for what it is not asked; the message says why.</exception>
    public ProbeCommand(Capability capability, string text, params string[] places)
    {
        var name = $"The {capability.Url.Word} command ({nameof(CommandProbes)}.{capability.Name})";
        try
        {
            _words = CommandWords.Split(text);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException($"{name} {exception.Message}. Give a program and its arguments, with quotes around what holds blanks.", exception);
        }

        if (Places.Except(places).FirstOrDefault(place => text.Contains($"{{{place}}}", StringComparison.Ordinal)) is { } other)
            throw new ArgumentException($"{name} has {{{other}}}, which it is not asked. {(places.Length == 0 ? "It is asked nothing" : $"It is asked {string.Join(" and ", places.Select(place => $"{{{place}}}"))}")}.");

        // Its arguments may hold a password.
        _name = $"{name} {VisibleText.Of(_words[0])}";
    }

    /// <summary>How long it may take.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(10);

    public override string ToString() => _name;

    /// <summary>Runs it for an answer, and again for a moment where it fails and did not before: a question changes nothing.</summary>
    /// <exception cref="ProbeException">It fails, or does not end in time; the message says how.</exception>
    public async Task<ProbeAnswer> AskAsync(CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> values)
    {
        await Questions.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _again.RunAsync(() => RunAsync(values, "", cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Questions.Release();
        }
    }

    /// <summary>Runs it once, for what it does.</summary>
    /// <exception cref="ProbeException">It fails, or does not end in time; the message says how.</exception>
    public Task<ProbeAnswer> TellAsync(string input, CancellationToken cancellationToken, params IReadOnlyList<(string Name, string Value)> values) =>
        RunAsync(values, input, cancellationToken);

    private async Task<ProbeAnswer> RunAsync(IReadOnlyList<(string Name, string Value)> values, string input, CancellationToken cancellationToken)
    {
        using var process = Start(values);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Within);
        var output = new CommandOutput(process.StandardOutput.BaseStream);
        var errors = new CommandOutput(process.StandardError.BaseStream);
        try
        {
            await WriteAsync(process, input, deadline.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProbeException($"{this} did not end within {Within.TotalSeconds:0.#} s, and was ended.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        await Task.WhenAny(Task.WhenAll(output.Whole, errors.Whole), Task.Delay(Rest, cancellationToken)).ConfigureAwait(false);
        if (process.ExitCode != 0)
            throw new ProbeException($"{this} ended with exit code {process.ExitCode}{Said(errors)}. It must end with 0{Hint(process.ExitCode)}.") { AskAgainFor = ProbeException.Trouble };
        return output.IsTooLong
            ? throw new ProbeException($"{this} printed more than {CommandOutput.MaxBytes / 1024 / 1024} MiB. Have it print what it was asked for alone.")
            : new ProbeAnswer(output.Read(), null) { IsPrinted = true };
    }

    private Process Start(IReadOnlyList<(string Name, string Value)> values)
    {
        var start = new ProcessStartInfo(_words[0], _words.Skip(1).Select(word => Filled(word, values)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in values)
            start.Environment["PARTNERO_" + name.ToUpperInvariant()] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ProbeException($"{this} cannot be started: {exception.Message}. Name a program that is there and may be run; where it is a word of a shell, run the shell: sh -c '…'.", exception);
        }
    }

    /// <summary>All places at once: a value that looks like one is left as it is.</summary>
    private static string Filled(string word, IReadOnlyList<(string Name, string Value)> values)
    {
        var filled = new StringBuilder();
        for (var i = 0; i < word.Length;)
        {
            var place = values.FirstOrDefault(value => string.CompareOrdinal(word, i, $"{{{value.Name}}}", 0, value.Name.Length + 2) == 0);
            filled.Append(place.Name is null ? word[i].ToString() : place.Value);
            i += place.Name is null ? 1 : place.Name.Length + 2;
        }

        return filled.ToString();
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, or reads nothing: what became of it, its exit code says.
        }
    }

    /// <summary>The last line is the one that says what it was.</summary>
    private static string Said(CommandOutput errors) =>
        Encoding.UTF8.GetString(errors.Read()).Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } line ? $", and said '{ProbeAnswer.Beginning(line.Trim())}'" : "";

    private string Hint(int exitCode) =>
        _words.Skip(1).Any(word => word is "|" or "||" or "&&" or ">" or "<") ? "; what a shell makes of | and the like needs one: sh -c '…'"
        : exitCode == 1 ? ", also where it finds nothing: grep ends with 1 then"
        : "";
}
