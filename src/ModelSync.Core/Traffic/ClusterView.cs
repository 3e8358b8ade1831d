using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Traffic;

/// <summary>A goal with what follows directly from it: who plays which part, and how things stand.</summary>
internal sealed class ClusterView
{
    public ClusterView(ClusterGoal goal)
    {
        Goal = goal;
        Stable = goal.Stable;
        Candidate = goal.Mode is GoalMode.Advance or GoalMode.Bake or GoalMode.Return && !Text.Same(goal.Candidate, goal.Stable) ? goal.Candidate : null;
        Selector = PresentTraffic.SelectorOf(goal);
        Present = PresentTraffic.SplitOf(goal, Selector);
        Parties = PartiesOf(Stable, Candidate, Present);
        Revisions = RevisionsOf(goal, Stable, Candidate);
        Standing = Math.Clamp(StandingOf(), 0, 100);
    }

    public ClusterGoal Goal { get; }

    /// <summary>The revision that is known to be good; null before the first one is proven.</summary>
    public string? Stable { get; }

    /// <summary>The revision on trial or on its way back; null when there is none.</summary>
    public string? Candidate { get; }

    /// <summary>Where traffic goes that nobody else is to have: to stable, or to the very first candidate; null when there is nowhere to go.</summary>
    public string? Home => Stable ?? (IsTrial ? Candidate : null);

    /// <summary>Stable, the candidate, then all others that have weight.</summary>
    public List<string> Parties { get; }

    /// <summary>Stable, the candidate, then all others that have a Deployment.</summary>
    public List<string> Revisions { get; }

    /// <summary>The weights that are asked for at present.</summary>
    public TrafficSplit Present { get; }

    /// <summary>The weights that the status asks for; empty when it asks for none.</summary>
    public TrafficSplit RecordedSplit => PresentTraffic.RecordedOf(Goal);

    /// <summary>The weights that stay while nothing may be decided. Scaled to zero it is what was written down last, for a Service's shares follow its dying pods.</summary>
    public TrafficSplit Kept => Replicas == 0 && RecordedSplit is { IsEmpty: false } recorded && recorded.Shares.All(share => Parties.Contains(share.Revision, StringComparer.Ordinal))
        ? recorded
        : Present;

    /// <summary>For a Service: its selector at present; null when there is none yet, and for routes.</summary>
    public ServiceSelector? Selector { get; }

    /// <summary>The candidate's weight at present, masking aside.</summary>
    public int Standing { get; }

    /// <summary>The candidate's weight that is aimed at; the very first version has none while it is checked, and then all.</summary>
    public int Aim => Goal.Mode switch
    {
        GoalMode.Bake => 100,
        GoalMode.Advance when Candidate is not null => Stable is not null ? Math.Clamp(Goal.Weight, 0, 100) : Goal.Weight > 0 ? 100 : 0,
        _ => 0,
    };

    /// <summary>Pods of a revision that has all traffic.</summary>
    public int Replicas => Math.Max(Goal.Replicas, 0);

    public bool IsService => Goal.Plan.Traffic.Type is not (TrafficType.GatewayAPI or TrafficType.Istio);

    /// <summary>Whether the candidate is on trial: it keeps or raises its weight.</summary>
    public bool IsTrial => Goal.Mode is GoalMode.Advance or GoalMode.Bake;

    /// <summary>Whether nothing may rise. What stands in the way anywhere in the cluster also stands in the way of a rise.</summary>
    public bool IsHeld => Goal.IsHeld || Goal.Observed.Impediments.Count > 0;

    /// <summary>Whether the weights are left as they are: scaled to zero nothing is ready by intent, and without a home there is nowhere to go.</summary>
    public bool KeepsWeights => Replicas == 0 || Goal.Mode == GoalMode.Stop || Home is null;

    /// <summary>Whether written weights are in force: always for a Service, for a route once it is accepted, and where no route is.</summary>
    public bool IsAccepted => Goal.Observed.Traffic?.IsAccepted ?? true;

    public TimeSpan AbortMax => TimeSpan.FromSeconds(Goal.Plan.Strategy.AbortMaxSeconds ?? 60);

    public RevisionObservation? Find(string? revision) => revision is null ? null : Goal.Observed.Find(revision);

    public int Ready(string? revision) => Math.Max(Find(revision)?.ReadyEndpoints ?? 0, 0);

    public int Asked(string? revision) => Math.Max(Find(revision)?.DesiredReplicas ?? 0, 0);

    public bool HasPods(string? revision) => Find(revision) is { } found && found.Replicas + found.TerminatingPods > 0;

    public int Carries(string revision) => Capacity.Carries(Ready(revision), Replicas);

    public int InForce(string revision) => Goal.Observed.Traffic?.Observed.Of(revision) ?? 0;

    public WeightStatus? Recorded(string? revision)
    {
        for (var i = 0; i < Goal.Recorded.Count; i++)
        {
            if (Text.Same(Goal.Recorded[i].Revision, revision))
            {
                return Goal.Recorded[i];
            }
        }

        return null;
    }

    public bool IsStable(string? revision) => revision is not null && Text.Same(revision, Stable);

    public bool IsCandidate(string? revision) => revision is not null && Text.Same(revision, Candidate);

    public bool IsOther(string revision) => !IsStable(revision) && !IsCandidate(revision);

    /// <summary>Whether any of the parties is as <paramref name="isSuch"/> asks.</summary>
    public bool HasParty(Func<ClusterView, string, bool> isSuch)
    {
        for (var i = 0; i < Parties.Count; i++)
        {
            if (isSuch(this, Parties[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> PartiesOf(string? stable, string? candidate, TrafficSplit present)
    {
        var parties = new List<string>(2);
        AddOnce(parties, stable);
        AddOnce(parties, candidate);
        for (var i = 0; i < present.Shares.Count; i++)
        {
            AddOnce(parties, present.Shares[i] is { Weight: > 0 } share ? share.Revision : null);
        }

        return parties;
    }

    private static List<string> RevisionsOf(ClusterGoal goal, string? stable, string? candidate)
    {
        var revisions = new List<string>(goal.Observed.Revisions.Count + 1);
        AddOnce(revisions, stable);
        AddOnce(revisions, candidate);
        for (var i = 0; i < goal.Observed.Revisions.Count; i++)
        {
            AddOnce(revisions, goal.Observed.Revisions[i].Revision);
        }

        return revisions;
    }

    private static void AddOnce(List<string> revisions, string? revision)
    {
        if (revision is not null && !revisions.Contains(revision))
        {
            revisions.Add(revision);
        }
    }

    private int StandingOf()
    {
        if (Candidate is null)
        {
            return 0;
        }

        if (Goal.Recorded.Count > 0)
        {
            // While stable is masked the candidate stands in for it: its own weight is what stable does not miss.
            return Recorded(Candidate) is not { } own ? 0
                : Recorded(Stable)?.Masked is { } missed ? 100 - missed
                : own.Masked ?? own.Desired ?? 0;
        }

        return Selector is { IsWide: true } ? ServiceSplit.Share(Asked(Candidate), Asked(Stable)) : Present.Of(Candidate);
    }
}
