using System.Runtime.InteropServices;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Hosting;

public sealed class ManagerHostTests
{
    [TestCase(PosixSignal.SIGTERM)]
    [TestCase(PosixSignal.SIGINT)]
    public async Task A_signal_stops_the_program_gracefully_and_a_second_one_at_once(PosixSignal signal)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var handlers = new Dictionary<PosixSignal, Action<PosixSignalContext>>();
        var probe = new Probe("manager", []) { Drains = true };
        var running = ManagerHost.RunAsync(probe, RuntimeServices.Default, Listen, CancellationToken.None);
        var first = new PosixSignalContext(signal);
        var second = new PosixSignalContext(signal);

        handlers[signal](first);
        await probe.Stopping.WaitAsync(limit.Token);
        handlers[signal](second);
        probe.End();

        Assert.That(await running.WaitAsync(limit.Token), Is.Zero);
        Assert.That((first.Cancel, second.Cancel), Is.EqualTo((true, false)), "whether the process lives on");
        Assert.That(handlers, Is.Empty);

        IDisposable Listen(PosixSignal which, Action<PosixSignalContext> handler)
        {
            handlers.Add(which, handler);
            return new Registration(() => handlers.Remove(which));
        }
    }

    [Test]
    public async Task A_failure_is_logged_and_becomes_the_exit_code()
    {
        using var logs = new RecordingLoggerFactory();
        var probe = new Probe("manager", []);
        probe.Fail(new LeadershipLostException("gone"));

        var code = await ManagerHost.RunAsync(probe, new RuntimeServices { LoggerFactory = logs }, CancellationToken.None);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(logs.Messages, Has.Some.StartWith("Critical").And.Some.Contains("gone"));
    }

    [Test]
    public async Task A_cancellation_is_graceful()
    {
        var probe = new Probe("manager", []);

        Assert.That(await ManagerHost.RunAsync(probe, RuntimeServices.Default, new CancellationToken(canceled: true)), Is.Zero);
    }

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
