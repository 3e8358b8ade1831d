using ModelSync.Simulation.Engine;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation.Operator;

/// <summary>One process of the operator: what it knows, its clocks, and its loop. It may end after any single write.</summary>
internal sealed class OperatorProcess
{
    private readonly ClusterSim _sim;
    private readonly ReconcileLoop _loop;
    private readonly List<Lag> _lags = [];

    /// <summary>Starts a process; its lists may be stale.</summary>
    public OperatorProcess(ClusterSim sim, int number, bool listsStale)
    {
        _sim = sim;
        Number = number;
        Gatherer = new Gatherer(sim, this, listsStale);
        _loop = new ReconcileLoop(sim, this);
        Wake();
    }

    /// <summary>Which process it is, from 1.</summary>
    public int Number { get; }

    /// <summary>Whether it runs.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>How many writes it still makes before it dies; null when it lives on.</summary>
    public int? WritesToLive { get; set; }

    /// <summary>It stands still until then, as when its machine is paused: calls that are under way end later.</summary>
    public long StandsStillUntil { get; set; }

    /// <summary>How far its wall clock is off, in milliseconds.</summary>
    public long WallOffset { get; set; }

    /// <summary>The time that it takes for true.</summary>
    public DateTimeOffset WallNow => ClusterSim.Dawn.AddMilliseconds(_sim.Agenda.Now + WallOffset);

    /// <summary>What it knows.</summary>
    public Gatherer Gatherer { get; }

    /// <summary>The repairs that it made.</summary>
    public RepairLog Repairs { get; } = new();

    /// <summary>The world's agenda.</summary>
    public Agenda Agenda => _sim.Agenda;

    /// <summary>A new bounded delay for one of its watches.</summary>
    public Lag NewLag()
    {
        var lag = new Lag(_sim.Random, _sim.Timings.Lag);
        _lags.Add(lag);
        return lag;
    }

    /// <summary>None of its watches tells anything before.</summary>
    public void StickWatches(long until) => _lags.ForEach(lag => lag.Stick(until));

    /// <summary>Something changed: it looks soon.</summary>
    public void Wake() => _loop.Wake();

    /// <summary>Ends at once, in whatever it is doing.</summary>
    public void Kill()
    {
        IsAlive = false;
        _loop.Kill();
        Gatherer.Close();
    }

    /// <summary>Counts a write that arrived; the process may not live to see the answer.</summary>
    public void CountWrite()
    {
        if (WritesToLive is { } left)
        {
            WritesToLive = left - 1;
            if (left <= 1)
            {
                WritesToLive = null;
                _sim.Crash(this);
            }
        }
    }
}
