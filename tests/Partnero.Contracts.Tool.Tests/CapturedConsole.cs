using System.Diagnostics.CodeAnalysis;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Partnero.Contracts.Tool.Tests;

/// <summary>What is written to the console from here on, by whatever was started from here: other tests go on beside.</summary>
internal sealed class CapturedConsole : IDisposable
{
    private static readonly AsyncLocal<CapturedConsole?> Current = new();

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly IAnsiConsole _ansi;

    static CapturedConsole()
    {
        Console.SetOut(new Routed(Console.Out, console => console._output));
        Console.SetError(new Routed(Console.Error, console => console._error));
        AnsiConsole.Console = new RoutedAnsi(AnsiConsole.Console);
    }

    public CapturedConsole(int columns)
    {
        var output = TextWriter.Synchronized(_output);
        _ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        _ansi.Profile.Width = columns;
        Current.Value = this;
    }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public void Dispose() => Current.Value = null;

    /// <summary>Writes to the console of the test that something was started from.</summary>
    private sealed class Routed(TextWriter otherwise, Func<CapturedConsole, TextWriter> of) : TextWriter
    {
        public override Encoding Encoding => otherwise.Encoding;

        private TextWriter Target => Current.Value is { } console ? of(console) : otherwise;

        public override void Write(char value) => Target.Write(value);

        public override void Write(string? value) => Target.Write(value);

        public override void WriteLine(string? value) => Target.WriteLine(value);

        public override void Flush() => Target.Flush();
    }

    /// <summary>The same for what is written with styles.</summary>
    [SuppressMessage("Naming", "CA1725", Justification = "The names are the interface's.")]
    private sealed class RoutedAnsi(IAnsiConsole otherwise) : IAnsiConsole
    {
        private IAnsiConsole Target => Current.Value?._ansi ?? otherwise;

        public Profile Profile => Target.Profile;

        public IAnsiConsoleCursor Cursor => Target.Cursor;

        public IAnsiConsoleInput Input => Target.Input;

        public IExclusivityMode ExclusivityMode => Target.ExclusivityMode;

        public RenderPipeline Pipeline => Target.Pipeline;

        public void Clear(bool home) => Target.Clear(home);

        public void Write(IRenderable renderable) => Target.Write(renderable);

        public void WriteAnsi(Action<AnsiWriter> action) => Target.WriteAnsi(action);
    }
}
