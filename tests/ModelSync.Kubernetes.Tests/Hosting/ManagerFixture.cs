using System.Collections.Concurrent;
using ModelSync.Kubernetes.Hosting;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Hosting;

/// <summary>A manager of probes, an election whose outcome the test decides, and the story of what happened.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class ManagerFixture : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30), TimeProvider.System);
    protected CancellationTokenSource Stop { get; } = new();

    /// <summary>What happened so far: a test reads it while runnables still write.</summary>
    protected ConcurrentQueue<string> Story { get; } = [];

    protected ManualTimeProvider Clock { get; } = new();
    protected RecordingLoggerFactory Logs { get; } = new();
    protected FakeLeadership Leadership { get; }

    protected ManagerFixture() => Leadership = new FakeLeadership(Story);

    protected CancellationToken Token => _limit.Token;

    public void Dispose()
    {
        Leadership.Dispose();
        Stop.Dispose();
        _limit.Dispose();
        Logs.Dispose();
    }

    private static List<Probe> AddEach(Manager manager, ConcurrentQueue<string> story) =>
        [.. Enum.GetValues<RunnableGroup>().Reverse().Select(group => Add(manager, group, story)).Reverse()];

    private static Probe Add(Manager manager, RunnableGroup group, ConcurrentQueue<string> story)
    {
        var probe = new Probe($"{group}", story);
        manager.Add(probe, group);
        return probe;
    }

    protected List<Probe> AddOneOfEach(Manager manager) => AddEach(manager, Story);

    protected Manager NewManager(bool withLeadership) => new(
        new ManagerOptions { Leadership = withLeadership ? Leadership : null },
        new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs });

    protected async Task Eventually(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
