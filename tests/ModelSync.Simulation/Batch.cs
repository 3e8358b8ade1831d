using ModelSync.Simulation.Coverage;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.Scenarios;

namespace ModelSync.Simulation;

/// <summary>Runs the scenarios of many seeds on all cores and adds up what came of them.</summary>
internal sealed class Batch
{
    private const int MostFailures = 20;
    private readonly Lock _lock = new();
    private readonly List<RunResult> _failures = [];
    private long _next;

    /// <summary>What was covered.</summary>
    public CoverageTable Coverage { get; } = new();

    /// <summary>How many scenarios were run.</summary>
    public long Scenarios { get; private set; }

    /// <summary>How many rollouts were in them.</summary>
    public long Rollouts { get; private set; }

    /// <summary>How many decisions were made.</summary>
    public long Decisions { get; private set; }

    /// <summary>How the worlds came to rest.</summary>
    public long[] Rests { get; } = new long[Enum.GetValues<Rest>().Length];

    /// <summary>The runs that broke an invariant, at most twenty.</summary>
    public IReadOnlyList<RunResult> Failures => _failures;

    /// <summary>Runs seeds from <paramref name="first"/> on until there are as many rollouts as wanted, an end is asked for, or too many runs failed.</summary>
    public void Run(ulong first, long rollouts, int threads, PlantedBug bug = PlantedBug.None, Func<bool>? isOver = null)
    {
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(first, rollouts, bug, isOver)) { IsBackground = true }).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
    }

    private void Work(ulong first, long rollouts, PlantedBug bug, Func<bool>? isOver)
    {
        var coverage = new CoverageTable();
        var witness = new CoverageWitness(coverage);
        while (!IsEnough(rollouts) && isOver?.Invoke() != true)
        {
            var seed = first + (ulong)(Interlocked.Increment(ref _next) - 1);
            Note(SimulationRun.Run(ScenarioGenerator.FromSeed(seed), [witness], bug: bug));
        }

        lock (_lock)
        {
            Coverage.Add(coverage);
        }
    }

    private bool IsEnough(long rollouts)
    {
        lock (_lock)
        {
            return Rollouts >= rollouts || _failures.Count >= MostFailures;
        }
    }

    private void Note(RunResult result)
    {
        lock (_lock)
        {
            Scenarios++;
            Rollouts += result.Rollouts;
            Decisions += result.Decisions;
            Rests[(int)result.Rest]++;
            if (result.Violation is not null && _failures.Count < MostFailures)
            {
                _failures.Add(result);
            }
        }
    }
}
