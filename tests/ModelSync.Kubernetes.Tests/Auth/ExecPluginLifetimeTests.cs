using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Tests.Auth;

/// <summary>How long a plugin may run, and what it may leave behind.</summary>
[TestFixture]
[UnsupportedOSPlatform("windows")]
internal sealed class ExecPluginLifetimeTests : ExecPluginFixture
{
    [Test]
    public async Task A_terminal_lifts_the_limit_only_where_a_person_must_be_asked([Values("IfAvailable", "Always")] string mode)
    {
        using var cancel = new CancellationTokenSource();
        var run = Plugin(Exec(HangingScript()) with { InteractiveMode = mode }, isTerminal: true).RunAsync(cancel.Token);
        await ChildAsync();
        if (mode is "IfAvailable")
        {
            await _time.WaitForTimersAsync(1, CancellationToken.None);
        }

        _time.Advance(TimeSpan.FromDays(1));

        if (mode is "IfAvailable")
        {
            Assert.ThrowsAsync<CredentialException>(() => run);
            return;
        }

        Assert.That(run.IsCompleted, Is.False);
        await cancel.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => run);
    }

    [Test]
    public void A_plugin_is_given_up_before_the_client_gives_up_the_request() =>
        Assert.That(new TransportOptions().PluginTimeout, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(20)), "the client's watchdog ends requests after 30 s");

    [Test]
    public async Task RunAsync_program_that_cannot_be_killed_does_not_hold_up_and_is_named()
    {
        using var cancel = new CancellationTokenSource();
        var start = new ProcessStartInfo(HangingScript()) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        Process? victim = null;
        var pid = 0;
        var run = new ExecProcess(start, _time, process =>
        {
            pid = process.Id;
            victim = Process.GetProcessById(pid);
        }).RunAsync(cancel.Token);
        await ChildAsync();
        await cancel.CancelAsync();
        await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(5), TestContext.CurrentContext.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(5));

        try
        {
            var error = Assert.ThrowsAsync<IOException>(() => run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System))!;
            Assert.That(error.Message, Does.Contain($"process {pid} cannot be killed"));
        }
        finally
        {
            victim!.Kill(entireProcessTree: true);
            victim.Dispose();
        }
    }

    [Test]
    public async Task RunAsync_no_answer_in_time_kills_the_program_and_its_children()
    {
        var run = RunAsync(Exec(HangingScript()));
        var child = await ChildAsync();

        await _time.WaitForTimersAsync(1, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(Assert.ThrowsAsync<CredentialException>(() => run)!.Message, Does.Contain("no answer within 60 s"));
        Assert.That(() => IsRunning(child), Is.False.After(10_000, 5));
    }

    [TestCase(">/dev/null", TestName = "A helper that keeps the standard error open does not hold up the answer")]
    [TestCase("2>/dev/null", TestName = "A helper that keeps the standard output open does not hold up the answer")]
    [TestCase("", TestName = "A helper that keeps both open does not hold up the answer")]
    public async Task A_helper_left_running_does_not_hold_up_the_answer(string closes)
    {
        var run = RunAsync(Exec(Prints(Token("t"), $"tail -f /dev/null {closes} & echo $! > '{_folder["child"]}'")));
        await _time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), TestContext.CurrentContext.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(1));

        try
        {
            Assert.That((await run.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).Authorization?.Parameter, Is.EqualTo("t"));
        }
        finally
        {
            using var helper = Process.GetProcessById(int.Parse(_folder.Lines("child").Single(), CultureInfo.InvariantCulture));
            helper.Kill();
        }
    }

    [Test]
    [Platform("Linux")]
    public async Task Runs_leave_no_open_files_behind()
    {
        var script = Exec(Prints(Token("t")));
        await RunAsync(script);
        var before = Directory.GetFiles("/proc/self/fd").Length;

        for (var i = 0; i < 20; i++)
        {
            await RunAsync(script);
        }

        Assert.That(Directory.GetFiles("/proc/self/fd"), Has.Length.LessThan(before + 10));
    }

    [Test]
    public async Task RunAsync_cancelled_kills_the_program_and_its_children()
    {
        using var cancel = new CancellationTokenSource();
        var run = Plugin(Exec(HangingScript())).RunAsync(cancel.Token);
        var child = await ChildAsync();

        await cancel.CancelAsync();

        Assert.That(() => run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => IsRunning(child), Is.False.After(10_000, 5));
    }
}
