using System.Globalization;
using ModelSync.Playground.ControlPlane.Processes;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.ControlPlane;

[CancelAfter(30_000)]
internal sealed class SupervisedProcessTests
{
    private string _log = null!;

    [SetUp]
    public void NameLog() => _log = Path.GetTempFileName();

    [TearDown]
    public void RemoveLog() => File.Delete(_log);

    [Test]
    public async Task Exit_code_and_both_output_streams_are_those_of_the_command(CancellationToken cancellationToken)
    {
        await using var process = Shell("echo out; echo err >&2; exit 7");
        await process.Exited.WaitAsync(cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(7));
            Assert.That(process.LogTail().Split('\n'), Is.EquivalentTo(new[] { "out", "err" }));
        });
    }

    [Test]
    public async Task A_signal_reaches_the_command(CancellationToken cancellationToken)
    {
        await using var process = Shell("trap 'echo asked; exit 3' TERM; echo ready; while :; do sleep 0.1; done");
        await LogSaysAsync("ready", cancellationToken);
        await process.SignalAsync("TERM", cancellationToken);
        await process.Exited.WaitAsync(cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(3));
            Assert.That(process.LogTail(), Does.EndWith("asked"));
        });
    }

    [Test]
    public async Task Killing_ends_the_command_and_what_it_has_started(CancellationToken cancellationToken)
    {
        var process = Shell("trap '' TERM; sleep 1000 & echo $$ $! ready; wait");
        await LogSaysAsync("ready", cancellationToken);
        var pids = process.LogTail().Split(' ').Take(2).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture)).ToArray();
        await process.DisposeAsync();
        await Eventually.TrueAsync(() => pids.All(pid => !ProcFile.IsAlive(pid)), cancellationToken);
    }

    [Test]
    public async Task Killing_reaches_other_process_groups_before_it_returns(CancellationToken cancellationToken)
    {
        var process = JobControl("sleep 1000 & echo $! ready; wait");
        await LogSaysAsync("ready", cancellationToken);
        var child = int.Parse(process.LogTail().Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.That(ProcFile.IsAlive(child), Is.True);
        await process.DisposeAsync();
        Assert.That(ProcFile.IsAlive(child), Is.False);
    }

    [Test]
    public async Task What_a_command_leaves_behind_ends_with_it(CancellationToken cancellationToken)
    {
        await using var process = JobControl("sleep 1000 & echo $! ready; exit 4");
        await process.Exited.WaitAsync(cancellationToken);
        var child = int.Parse(process.LogTail().Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(4));
            Assert.That(ProcFile.IsAlive(child), Is.False);
        });
    }

    [Test]
    public async Task Killing_also_ends_a_command_whose_supervisor_was_maimed(CancellationToken cancellationToken)
    {
        var process = Shell("echo $$ ready; while :; do sleep 0.1; done");
        await LogSaysAsync("ready", cancellationToken);
        var command = int.Parse(process.LogTail().Split(' ')[0], CultureInfo.InvariantCulture);
        var reader = ProcFile.WithCommandLine(_log).Single(pid => pid != process.SessionId && pid != command);
        using (var maimed = System.Diagnostics.Process.GetProcessById(reader))
        {
            maimed.Kill();
        }

        await process.DisposeAsync();
        await Eventually.TrueAsync(() => !ProcFile.IsAlive(command), cancellationToken);
    }

    [Test]
    public async Task A_signal_to_a_command_that_has_ended_is_no_error(CancellationToken cancellationToken)
    {
        await using var process = Shell("exit 0");
        await process.Exited.WaitAsync(cancellationToken);
        await process.SignalAsync("TERM", cancellationToken);
        Assert.That(process.ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_command_that_is_not_there_ends_with_127_and_says_so(CancellationToken cancellationToken)
    {
        await using var process = SupervisedProcess.Start("nothing", _log, "/nowhere/nothing", []);
        await process.Exited.WaitAsync(cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(127));
            Assert.That(process.LogTail(), Does.Contain("/nowhere/nothing"));
        });
    }

    private SupervisedProcess Shell(string script) => SupervisedProcess.Start("shell", _log, "/bin/sh", ["-c", script]);

    // Job control gives each background command a process group of its own, in the same session; dash has it only on a terminal.
    private SupervisedProcess JobControl(string script) => SupervisedProcess.Start("bash", _log, "bash", ["-c", "set -m; " + script]);

    private Task LogSaysAsync(string text, CancellationToken cancellationToken) =>
        Eventually.TrueAsync(async () => (await File.ReadAllTextAsync(_log, cancellationToken)).Contains(text, StringComparison.Ordinal), cancellationToken);
}
