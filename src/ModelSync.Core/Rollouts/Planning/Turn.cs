using ModelSync.Api.Rollouts;
using ModelSync.Api.Schema;
using ModelSync.Core.Actions;
using ModelSync.Core.Gates;
using ModelSync.Core.Revisions;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>One decision in the making: the snapshot it looks at, and the status, actions and words it arrives at. Lives for one call of the planner.</summary>
internal sealed class Turn
{
    private readonly List<PlannedAction> _actions = [];
    private readonly List<RolloutEvent> _events = [];
    private readonly List<GateRequest> _gates = [];
    private (RolloutPlan Plan, RolloutPace? Pace, IReadOnlyList<PlanStep> Steps)? _steps;

    public Turn(RolloutSnapshot snapshot, DateTimeOffset now)
    {
        Snapshot = snapshot;
        Now = now;
        Stamp = Rollouts.Stamp.Of(now);
        Spec = snapshot.Rollout.Spec ?? new ModelRolloutSpec();
        Traffic = TrafficInForce.Of(snapshot.Rollout, snapshot.Records);
        Status = Sane(snapshot.Rollout.Status ?? new ModelRolloutStatus());
    }

    public RolloutSnapshot Snapshot { get; }

    public DateTimeOffset Now { get; }

    /// <summary>What is written down for things that begin now.</summary>
    public KubeTime Stamp { get; }

    public ModelRolloutSpec Spec { get; }

    /// <summary>By what traffic is split now, and was observed.</summary>
    public TrafficSpec Traffic { get; }

    /// <summary>The status so far.</summary>
    public ModelRolloutStatus Status { get; set; }

    public IReadOnlyList<PlannedAction> Actions => _actions;

    public IReadOnlyList<RolloutEvent> Events => _events;

    public IReadOnlyList<GateRequest> Gates => _gates;

    public TimeSpan? RequeueAfter { get; private set; }

    public Impediment? Blocked { get; set; }

    public Impediment? Stalled { get; set; }

    public Impediment? Degraded { get; set; }

    public Impediment? NotReady { get; set; }

    public Impediment? Waiting { get; set; }

    /// <summary>Whether the present promote approves the wave that waits.</summary>
    public bool ApprovesWave { get; set; }

    /// <summary>Whether nothing may serve any more: the last revision is quarantined, and the spec says StopServing.</summary>
    public bool StopsServing { get; set; }

    public CandidateStatus? Candidate => Status.Candidate;

    public bool IsReturning => Status.Candidate?.Stage == CandidateStage.Returning;

    /// <summary>Whether the candidate was proven before and only comes back: policies that came later have no say, but for deny.</summary>
    public bool IsComingBack => Candidate?.Pace is RolloutPace.WithinWindow or RolloutPace.Return;

    /// <summary>Whether the first revision failed and there is nothing to go back to: it keeps what it has until a person or a new target comes.</summary>
    public bool HasFailedInPlace => Candidate is { Stage: not CandidateStage.Returning } candidate
        && Text.Same(Status.Failed?.Revision, candidate.Revision);

    /// <summary>A message without its full stop, for a sentence that goes on.</summary>
    public static string Clause(string message) => message.TrimEnd('.');

    /// <summary>A revision as people know it.</summary>
    public static string Name(string? version, string? revision) => $"{version} ({revision})";

    /// <summary>A sentence as it fits into a status.</summary>
    public static string Fit(string message) => Text.Shorten(message, Limits.Message);

    public void Do(PlannedAction action) => _actions.Add(action);

    public void Do(IReadOnlyList<PlannedAction> actions) => _actions.AddRange(actions);

    public void Tell(string reason, string message) => _events.Add(new RolloutEvent(IsWarning: false, reason, message));

    public void Warn(string reason, string message) => _events.Add(new RolloutEvent(IsWarning: true, reason, message));

    public void Tell(IReadOnlyList<RolloutEvent> events) => _events.AddRange(events);

    public void Ask(GateRequest gate) => _gates.Add(gate);

    /// <summary>Looks again at once: this decision has more to say as soon as its status is written.</summary>
    public void Again() => RequeueAfter = TimeSpan.Zero;

    /// <summary>Looks again after <paramref name="delay"/> at the latest. What is due already and was not done waits for something other than time.</summary>
    public void Wake(TimeSpan? delay)
    {
        if (delay is { } time && time > TimeSpan.Zero && (RequeueAfter is not { } present || time < present))
        {
            RequeueAfter = time;
        }
    }

    /// <summary>A revision of this rollout as people know it.</summary>
    public string NameOf(string? revision) => VersionOf(revision) is { } version ? Name(version, revision) : revision ?? "nothing";

    public string? VersionOf(string? revision) =>
        revision is null ? null
        : Text.Same(Status.Stable?.Revision, revision) ? Status.Stable!.Version
        : Text.Same(Candidate?.Revision, revision) ? Candidate!.Version
        : (Record(revision) ?? (Text.Same(Snapshot.Target?.Revision, revision) ? Snapshot.Target : null))?.Inputs.Version;

    public RevisionRecord? Record(string? revision)
    {
        if (revision is not null)
        {
            foreach (var record in Snapshot.Records)
            {
                if (Text.Same(record.Revision, revision))
                {
                    return record;
                }
            }
        }

        return null;
    }

    /// <summary>The record of the trial under way, with the plan that it began with; null while there is none, or this process does not see it yet.</summary>
    public RevisionRecord? TrialRecord => Candidate is { } candidate && Record(candidate.Revision) is { } record && record.Epoch == candidate.Epoch ? record : null;

    /// <summary>The steps of a plan at the candidate's pace; all clusters take the same, so they are made once.</summary>
    public IReadOnlyList<PlanStep> StepsOf(RolloutPlan plan)
    {
        if (_steps is not { } known || !ReferenceEquals(known.Plan, plan) || known.Pace != Candidate?.Pace)
        {
            _steps = known = (plan, Candidate?.Pace, PlanSteps.Of(plan, Candidate?.Pace));
        }

        return known.Steps;
    }

    public bool HasTraffic(string? revision)
    {
        foreach (var cluster in Snapshot.Clusters)
        {
            if (cluster.Traffic is { } traffic && (traffic.Written.Of(revision) > 0 || traffic.Observed.Of(revision) > 0))
            {
                return true;
            }
        }

        return false;
    }

    public TimeSpan Elapsed(RolloutTimer? timer) => timer is { } running ? Snapshot.Elapsed.Of(running) : TimeSpan.Zero;

    public TimeSpan Elapsed(RolloutTimerKind kind, string? subject, KubeTime? startedAt) =>
        startedAt is { } start ? Snapshot.Elapsed.Of(new RolloutTimer(kind, subject, start)) : TimeSpan.Zero;

    // No API server stores a step below 0; whoever wrote it all the same must not stop every later decision.
    private static ModelRolloutStatus Sane(ModelRolloutStatus status) => status.Clusters?.Any(static part => part.Step < 0) == true
        ? status with { Clusters = status.Clusters.Select(static part => part.Step < 0 ? part with { Step = 0 } : part).ToList() }
        : status;

    public void RaiseEpoch() => Status = Status with { Epoch = (Status.Epoch ?? 0) + 1 };
}
