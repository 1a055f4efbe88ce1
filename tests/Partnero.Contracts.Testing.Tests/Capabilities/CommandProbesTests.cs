using System.Diagnostics;
using System.Text.Json;
using Partnero.Contracts.Testing.Capabilities;
using Xunit;

namespace Partnero.Contracts.Testing.Tests.Capabilities;

/// <summary>Commands that stand for probes; the programs are a shell and those that every system with one has.</summary>
public sealed class CommandProbesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("command-probes-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("3\\n", 3)]
    [InlineData("", 0)]
    [InlineData("\\n \\n", 0)]
    [InlineData("[{\"amount\":1},{}]", 2)]
    [InlineData("{\"amount\":1}\\n{\"amount\":2}\\n", 2)]
    [InlineData("{}\\n\\n{}\\r\\n {} ", 3)]
    public async Task Effects_are_a_number_a_list_or_lines(string printed, int count)
    {
        var effects = await CommandProbes.Effects($"printf '{printed}'")("partner.created", "p1", Cancelled);

        Assert.Equal(count, effects.Count);
    }

    [Fact]
    public async Task Fields_of_effects_are_read_of_each_line()
    {
        var effects = await CommandProbes.Effects("""printf '{"amount":10.5}\n{"amount":null}'""")("reward.paid", "r1", Cancelled);

        Assert.Equal(["10.5", null], effects.Select(effect => effect.Fields["amount"]?.ToString()));
    }

    [Theory]
    [InlineData("p1")]
    [InlineData("a b; rm -rf '\"$(id)` \\ {id} {event} %s")]
    [InlineData("")]
    public async Task A_value_is_a_part_of_one_argument_and_of_the_environment_whatever_is_in_it(string id)
    {
        var path = Path.Combine(_folder, "asked");
        await CommandProbes.FailFor($"sh -c 'printf \"%s|%s|%s|%s\" \"$1\" \"$PARTNERO_ID\" \"$2\" \"$PARTNERO_POINT\" >\"$0\"' {path} x{{id}}y {{times}}/{{event}}/{{point}}")(
            "reward.paid", id, 2, FailurePoint.BeforeCommit, Cancelled);

        Assert.Equal($"x{id}y|{id}|2/reward.paid/before-commit|before-commit", await File.ReadAllTextAsync(path, Cancelled));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("\\n")]
    public async Task Nothing_is_stored_where_nothing_is_printed(string printed) =>
        Assert.Null(await CommandProbes.State($"printf '{printed}'")("partner", "p1", Cancelled));

    [Fact]
    public async Task State_is_an_object_and_asked_for_by_the_kind_of_the_entity()
    {
        var state = await CommandProbes.State("""sh -c 'printf "{\"kind\":\"$PARTNERO_ENTITY\",\"id\":\"$PARTNERO_ID\"}"'""")("partner", "p1", Cancelled);

        Assert.Equal("""{"kind":"partner","id":"p1"}""", Assert.IsType<JsonElement>(state).GetRawText());
    }

    [Fact]
    public async Task Secrets_come_on_standard_input()
    {
        var path = Path.Combine(_folder, "secrets");
        await CommandProbes.SetSecrets($"sh -c 'cat >\"$0\"' {path}")(["old \"one\"", "new"], Cancelled);

        Assert.Equal(["old \"one\"", "new"], JsonSerializer.Deserialize<List<string>>(await File.ReadAllTextAsync(path, Cancelled)));
    }

    [Fact]
    public async Task The_clock_is_moved_by_seconds()
    {
        var path = Path.Combine(_folder, "clock");
        await CommandProbes.Clock($"sh -c 'echo \"$1 $PARTNERO_SECONDS\" >\"$0\"' {path} {{seconds}}").AdvanceAsync(TimeSpan.FromSeconds(1.5), Cancelled);

        Assert.Equal("1.5 1.5\n", await File.ReadAllTextAsync(path, Cancelled));
    }

    [Fact]
    public async Task A_command_that_fails_is_told_with_what_it_said_and_without_its_arguments()
    {
        var exception = await Assert.ThrowsAsync<ProbeException>(() => CommandProbes.Effects("sh -c 'echo no such table >&2; exit 3' password")("partner.created", "p1", Cancelled));

        Assert.Equal("The effects command (CommandProbes.Effects) sh ended with exit code 3, and said 'no such table'. It must end with 0.", exception.Message);
    }

    [Theory]
    [InlineData("event|entity_id\\nreward.paid|r1\\n", "event|entity_id")]
    [InlineData("{}\\n+---+\\n", "+---+")]
    [InlineData("SET\\n3", "SET")]
    [InlineData("true", "true")]
    public async Task A_line_that_is_no_effect_is_never_taken_for_one(string printed, string line)
    {
        var exception = await Assert.ThrowsAsync<ProbeException>(() => CommandProbes.Effects($"printf '{printed}'")("reward.paid", "r1", Cancelled));

        Assert.StartsWith($"The effects command (CommandProbes.Effects) printf printed '{line}'. It must print a number", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sh -c 'exit 1'", "ended with exit code 1. It must end with 0, also where it finds nothing: grep ends with 1 then.")]
    [InlineData("sh -c 'exit 2' | wc", "ended with exit code 2. It must end with 0; what a shell makes of | and the like needs one: sh -c '…'.")]
    [InlineData("sh -c 'echo Traceback >&2; echo KeyError: id >&2; exit 4'", "ended with exit code 4, and said 'KeyError: id'. It must end with 0.")]
    public async Task How_a_command_ends_is_told_with_what_is_most_often_the_cause(string text, string message)
    {
        var exception = await Assert.ThrowsAsync<ProbeException>(() => CommandProbes.Effects(text)("partner.created", "p1", Cancelled));

        Assert.Equal($"The effects command (CommandProbes.Effects) sh {message}", exception.Message);
    }

    [Fact]
    public void A_place_for_what_a_command_is_not_asked_is_refused_and_other_braces_are_not()
    {
        Assert.Equal(
            "The effects command (CommandProbes.Effects) has {key}, which it is not asked. It is asked {event} and {id}.",
            Assert.Throws<ArgumentException>(() => CommandProbes.Effects("query {event} {key}")).Message);
        Assert.Equal(
            "The restart command (CommandProbes.Restart) has {id}, which it is not asked. It is asked nothing.",
            Assert.Throws<ArgumentException>(() => CommandProbes.Restart("restart {id}", new Uri("http://127.0.0.1:9/"))).Message);
        Assert.NotNull(CommandProbes.Effects("awk '{print $1}' {id}"));
    }

    [Fact]
    public async Task State_that_is_no_object_is_told_in_the_words_of_a_command()
    {
        var exception = await Assert.ThrowsAsync<ProbeException>(() => CommandProbes.State("echo nothing")("partner", "p1", Cancelled));

        Assert.Equal("The state command (CommandProbes.State) echo printed 'nothing '. It must print a JSON object, or null or nothing where nothing is stored.", exception.Message);
    }

    [Fact]
    public async Task A_question_that_fails_for_a_moment_is_asked_again_once_it_was_answered()
    {
        // Answers, fails twice, and answers.
        var effects = CommandProbes.Effects($"sh -c 'echo x >>\"$0\"; case $(wc -l <\"$0\") in *2|*3) exit 1;; esac; echo 1' {Path.Combine(_folder, "asked")}");

        Assert.Single(await effects("partner.created", "p1", Cancelled));
        Assert.Single(await effects("partner.created", "p1", Cancelled));
        Assert.Equal(4, (await File.ReadAllLinesAsync(Path.Combine(_folder, "asked"), Cancelled)).Length);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_told()
    {
        var exception = await Assert.ThrowsAsync<ProbeException>(() => CommandProbes.Effects("no-such-program-here")("partner.created", "p1", Cancelled));

        Assert.StartsWith("The effects command (CommandProbes.Effects) no-such-program-here cannot be started: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_given_up_with_all_that_it_started()
    {
        var path = Path.Combine(_folder, "pid");
        var command = new ProbeCommand(Capability.Effects, $"sh -c 'sleep 600 & echo $! >\"$0\"; wait' {path}") { Within = TimeSpan.FromSeconds(1) };

        var exception = await Assert.ThrowsAsync<ProbeException>(() => command.AskAsync(Cancelled));

        Assert.Equal("The effects command (CommandProbes.Effects) sh did not end within 1 s, and was ended.", exception.Message);
        var child = int.Parse(await File.ReadAllTextAsync(path, Cancelled), System.Globalization.CultureInfo.InvariantCulture);
        await Poll.UntilAsync(() => !IsRunning(child));
    }

    [Fact]
    public async Task A_command_that_leaves_a_program_running_has_ended()
    {
        var path = Path.Combine(_folder, "pid");

        await CommandProbes.FailFor($"sh -c 'sleep 600 & echo $! >\"$0\"' {path}")("partner.created", "p1", 1, FailurePoint.BeforeEffect, Cancelled);

        using var left = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(path, Cancelled), System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(left.HasExited);
        left.Kill();
    }

    [Fact]
    public async Task Output_without_an_end_is_not_kept()
    {
        var exception = await Assert.ThrowsAsync<ProbeException>(() => CommandProbes.Effects("head -c 3000000 /dev/zero")("partner.created", "p1", Cancelled));

        Assert.Equal("The effects command (CommandProbes.Effects) head printed more than 1 MiB. Have it print what it was asked for alone.", exception.Message);
    }

    [Fact]
    public async Task Cancellation_ends_the_command()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var path = Path.Combine(_folder, "pid");
        var asked = CommandProbes.Effects($"sh -c 'echo $$ >\"$0.new\"; mv \"$0.new\" \"$0\"; exec sleep 600' {path}")("partner.created", "p1", source.Token);
        await Poll.UntilAsync(() => File.Exists(path));

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        var pid = int.Parse(await File.ReadAllTextAsync(path, Cancelled), System.Globalization.CultureInfo.InvariantCulture);
        await Poll.UntilAsync(() => !IsRunning(pid));
    }

    [Fact]
    public void A_text_that_is_no_command_is_refused_with_the_name_of_what_it_is_for()
    {
        var exception = Assert.Throws<ArgumentException>(() => CommandProbes.State("psql 'select"));

        Assert.Equal("The state command (CommandProbes.State) has a ' that is not closed. Give a program and its arguments, with quotes around what holds blanks.", exception.Message);
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
