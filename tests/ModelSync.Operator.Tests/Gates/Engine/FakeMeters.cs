using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Tests.Gates.Engine;

/// <summary>Makes meters that a test controls, and tells when something happened.</summary>
internal sealed class FakeMeters : IGateMeters
{
    private readonly Lock _lock = new();
    private readonly List<(Func<bool> IsReached, TaskCompletionSource Reached)> _waiters = [];
    private readonly List<FakeMeter> _meters = [];
    private readonly HashSet<FakeMeter> _running = [];

    public TimeSpan Lead { get; init; }

    public MeasurementOutcome OnTimeout { get; init; } = MeasurementOutcome.Error;

    public Func<GateReading>? Reads { get; init; }

    /// <summary>The provider of a gate; by default each rollout has its own.</summary>
    public Func<GateRequest, GateScene, string> ProviderOf { get; init; } = (_, scene) => scene.Rollout.Name;

    public IReadOnlyList<FakeMeter> Meters
    {
        get
        {
            lock (_lock)
            {
                return [.. _meters];
            }
        }
    }

    /// <summary>Those that measure just now.</summary>
    public IReadOnlyList<FakeMeter> Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _running];
            }
        }
    }

    /// <summary>How many measured together at most.</summary>
    public int MostTogether { get; private set; }

    /// <summary>The order in which they began.</summary>
    public List<FakeMeter> Begun { get; } = [];

    public IGateMeter Create(GateRequest request, GateScene scene)
    {
        var meter = new FakeMeter(this, request, ProviderOf(request, scene));
        lock (_lock)
        {
            _meters.Add(meter);
        }

        return meter;
    }

    public FakeMeter Of(string gate) => Meters.Last(meter => meter.Request.Gate.Name == gate);

    public void Begin(FakeMeter meter) => Change(() =>
    {
        _running.Add(meter);
        Begun.Add(meter);
        MostTogether = Math.Max(MostTogether, _running.Count);
    });

    public void End(FakeMeter meter) => Change(() => _running.Remove(meter));

    public void Note(FakeMeter meter) => Change(() => { });

    /// <summary>Completes as soon as something holds that meters tell.</summary>
    public Task UntilAsync(Func<bool> isReached, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (isReached())
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((isReached, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            foreach (var (isReached, reached) in _waiters)
            {
                if (isReached())
                {
                    reached.TrySetResult();
                }
            }

            _waiters.RemoveAll(waiter => waiter.Reached.Task.IsCompleted);
        }
    }
}
