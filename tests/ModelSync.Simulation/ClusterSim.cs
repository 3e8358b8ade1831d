using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;
using ModelSync.Simulation.Engine;
using ModelSync.Simulation.Operator;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.World;

namespace ModelSync.Simulation;

/// <summary>A world in simulated time: a hub, member clusters, and one or more processes of the operator. One scenario decides all that happens in it.</summary>
/// <remarks>
/// <code>
/// incidents ──► Hub (rollout, versions, records, policies)      Members (Deployments ──► pods, route)
///                     │        ▲                                   │        ▲
///                caches lag    │ intent, with a precondition  caches lag    │ effects, by stage, after a live look
///                     ▼        │                                   ▼        │
///               OperatorProcess: Gatherer ──► Decide ──► Executor ──────────┘
///                     │
///                 Audience: invariants, coverage, stories (they see the truth, not the caches)
/// </code>
/// There are no threads and no clock: everything that happens is an entry of the <see cref="Agenda"/>.
/// </remarks>
internal sealed class ClusterSim
{
    private readonly Scenario _scenario;
    private readonly Func<RolloutSnapshot, DateTimeOffset, Decision> _decide;
    private readonly Targets _targets;
    private readonly List<OperatorProcess> _processes = [];
    private readonly IncidentDesk _incidents;
    private int _started;

    /// <summary>A world that has not begun.</summary>
    public ClusterSim(Scenario scenario, IReadOnlyList<Witness> witnesses, Func<RolloutSnapshot, DateTimeOffset, Decision>? decide = null, PlantedBug bug = PlantedBug.None)
    {
        _scenario = scenario;
        _decide = decide ?? RolloutPlanner.Decide;
        Bug = bug;
        Random = SimRandom.For(scenario.Seed, 0);
        Weather = new Weather(SimRandom.For(scenario.Seed, 1));
        _targets = new Targets();
        Hub = new Hub(Beginnings.Rollout(scenario.Setup), Beginnings.Versions());
        Members = Beginnings.Members(this, scenario.Setup);
        Audience = new Audience(witnesses);
        _incidents = new IncidentDesk(this, scenario.Incidents);
    }

    /// <summary>The wall clock when the world begins.</summary>
    public static DateTimeOffset Dawn { get; } = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>What is still to happen.</summary>
    public Agenda Agenda { get; } = new();

    /// <summary>The chance in how long things take.</summary>
    public SimRandom Random { get; }

    /// <summary>How reliable the API servers are.</summary>
    public Weather Weather { get; }

    /// <summary>The hub.</summary>
    public Hub Hub { get; }

    /// <summary>The clusters that serve.</summary>
    public IReadOnlyList<Member> Members { get; }

    /// <summary>Those who are told everything.</summary>
    public Audience Audience { get; }

    /// <summary>The mistake that was planted.</summary>
    public PlantedBug Bug { get; }

    /// <summary>The scenario.</summary>
    public Scenario Scenario => _scenario;

    /// <summary>How long things take.</summary>
    public Timings Timings => _scenario.Timings;

    /// <summary>The process that leads; null while none does.</summary>
    public OperatorProcess? Leader { get; private set; }

    /// <summary>All processes that run.</summary>
    public IReadOnlyList<OperatorProcess> Processes => _processes;

    /// <summary>When something last changed that is not only looked at.</summary>
    public long LastChange { get; private set; }

    /// <summary>What went wrong; null while nothing did.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>The status that the hub has.</summary>
    public ModelRolloutStatus? Status => Hub.Rollout.Value?.Status;

    /// <summary>The incidents.</summary>
    public IncidentDesk Incidents => _incidents;

    /// <summary>Starts the first process.</summary>
    public void Begin()
    {
        Audience.Begun(this);
        Start(listsStale: false);
        _incidents.Begin();
    }

    /// <summary>Starts a process, which leads from now on.</summary>
    public OperatorProcess Start(bool listsStale)
    {
        var process = new OperatorProcess(this, ++_started, listsStale);
        _processes.Add(process);
        Leader = process;
        return process;
    }

    /// <summary>Ends a process.</summary>
    public void Stop(OperatorProcess process)
    {
        if (process.IsAlive)
        {
            process.Kill();
            _processes.Remove(process);
            Leader = ReferenceEquals(Leader, process) ? null : Leader;
            Audience.Died(process);
        }
    }

    /// <summary>A process dies, and another one starts after a while unless one leads.</summary>
    public void Crash(OperatorProcess process)
    {
        Stop(process);
        if (Leader is null)
        {
            Agenda.After(2000, () => _ = Leader ?? Start(listsStale: Random.Chance(50)));
        }
    }

    /// <summary>Decides, and makes sure that it decides the same twice and never throws.</summary>
    public Decision Decide(RolloutSnapshot snapshot, DateTimeOffset now) => _decide(snapshot, now);

    /// <summary>How long a call takes.</summary>
    public int CallTime() => Timings.Call.Next(Random);

    /// <summary>The real quality of a version.</summary>
    public VersionQuality QualityOf(string version) => _incidents.QualityOf(version);

    /// <summary>What the spec asks for, as a revision.</summary>
    public RevisionRecord TargetFor(ModelRolloutSpec spec, string digest) => _targets.Of(spec, digest);

    /// <summary>The cluster of that name; null for none.</summary>
    public Member? FindMember(ClusterName name)
    {
        foreach (var member in Members)
        {
            if (member.Name == name)
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>The cluster of that name.</summary>
    public Member Member(ClusterName name) =>
        FindMember(name) ?? throw new InvalidOperationException($"There is no cluster '{name}': an action names one that the snapshot did not have.");

    /// <summary>Something changed.</summary>
    public void Touch() => LastChange = Agenda.Now;

    /// <summary>A status was written.</summary>
    public void NoteStatus(Decided decided, ModelRollout before, ModelRollout after)
    {
        Touch();
        Audience.StatusWritten(decided, before, after);
        _incidents.Reached(StateReader.Of(after));
    }

    /// <summary>Something else was written.</summary>
    public void NoteEffect(Effect effect)
    {
        Touch();
        Audience.EffectWritten(effect);
    }

    /// <summary>An invariant is broken; only the first break counts.</summary>
    public void Violate(int invariant, string message) => Violation ??= new Violation(invariant, Agenda.Now, message);
}
