using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Placement;

/// <summary>The failures that count, and whether they are too many.</summary>
internal sealed class FleetFailures
{
    private readonly Dictionary<ClusterName, ClusterFailure> _byCluster;

    private FleetFailures(List<ClusterFailure> all, TimeSpan? nextLoss)
    {
        All = all;
        NextLoss = nextLoss;
        _byCluster = all.ToDictionary(static failure => failure.Cluster);
    }

    /// <summary>The failures, by wave and name of the cluster.</summary>
    public IReadOnlyList<ClusterFailure> All { get; }

    /// <summary>When the next lost cluster of the wave is past its deadline; null when none runs.</summary>
    public TimeSpan? NextLoss { get; }

    /// <summary>Why the fleet must stop: the failures are more than may be, or a whole wave failed and proved nothing; null when it need not.</summary>
    public ClusterFailure? Stop { get; private init; }

    public static FleetFailures Of(Fleet fleet)
    {
        var reported = new Dictionary<ClusterName, ClusterFailure>();
        foreach (var failure in fleet.Input.Failures.OrderBy(static one => one.Reason).ThenBy(static one => one.Message, StringComparer.Ordinal))
        {
            reported.TryAdd(failure.Cluster, failure);
        }

        var all = new List<ClusterFailure>();
        TimeSpan? nextLoss = null;
        foreach (var member in fleet.Members)
        {
            var remaining = RemainingUntilLost(fleet, member);
            if (reported.GetValueOrDefault(member.Name) is { } failure)
            {
                all.Add(failure);
            }
            else if (remaining is { } time && time <= TimeSpan.Zero && CountsLoss(fleet, member))
            {
                all.Add(new ClusterFailure(member.Name, ReturnReason.ClusterLost, LossMessage(fleet, member)));
            }
            else if (remaining is { } left && left > TimeSpan.Zero && (nextLoss is null || left < nextLoss))
            {
                nextLoss = left;
            }
        }

        return new FleetFailures(all, nextLoss) { Stop = StopOf(fleet, all) };
    }

    public ClusterFailure? Of(FleetMember member) => _byCluster.GetValueOrDefault(member.Name);

    /// <summary>Whether a cluster does not hold its wave: it failed and is back, or its return is pending.</summary>
    public bool IsOut(FleetMember member) =>
        member.Stage is ClusterStage.Returned || (Of(member) is not null && (!member.HasCandidate || member.CannotReturn));

    /// <summary>How long a lost cluster of a wave under way has left; null for one that is not lost.</summary>
    public static TimeSpan? RemainingUntilLost(Fleet fleet, FleetMember member)
    {
        if (!member.IsUnreachable || fleet.IsLeftOut(member) || member.WentBack || !fleet.IsUnderWay || Fleet.WaveOf(member, fleet.Current) != fleet.Current)
        {
            return null;
        }

        var lost = member.Part?.LostSince is { } since
            ? fleet.Input.Elapsed.Of(new RolloutTimer(RolloutTimerKind.Lost, member.Name.Value, since))
            : TimeSpan.Zero;
        return fleet.Input.LostDeadline - lost;
    }

    /// <summary>A cluster that had not begun has nothing that could have failed, and the first version has nothing to go back to: such a loss only holds the wave.</summary>
    private static bool CountsLoss(Fleet fleet, FleetMember member) =>
        member.HasCandidate && fleet.Input is { HasFallback: true, Placement.OnClusterLost: ClusterLostMode.Rollback };

    private static string LossMessage(Fleet fleet, FleetMember member) => string.Create(
        CultureInfo.InvariantCulture,
        $"Cluster {member.Name} has not answered for {fleet.Input.LostDeadline.TotalSeconds:0} s: bring it back, or take it out of spec.placement.");

    private static ClusterFailure? StopOf(Fleet fleet, List<ClusterFailure> all)
    {
        var budget = Math.Max(0, fleet.Input.Placement?.MaxFailures ?? 0);
        if (all.Count == 0 || (all.Count <= budget && !HasWholeWaveFailed(fleet, all)))
        {
            return null;
        }

        if (all.Count == 1)
        {
            return all[0];
        }

        var details = string.Join(" ", all.Take(3).Select(static failure => $"{failure.Cluster}: {failure.Message}"));
        return new ClusterFailure(
            all[0].Cluster,
            ReturnReason.MaxFailuresExceeded,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The candidate failed in {all.Count} clusters, and spec.placement.maxFailures is {budget}. {details}"));
    }

    private static bool HasWholeWaveFailed(Fleet fleet, List<ClusterFailure> all)
    {
        var failed = all.Select(static failure => failure.Cluster).ToHashSet();
        var hasMember = false;
        foreach (var member in fleet.Members)
        {
            if (member.Wave != fleet.Current || fleet.IsLeftOut(member))
            {
                continue;
            }

            if (!failed.Contains(member.Name))
            {
                return false;
            }

            hasMember = true;
        }

        return hasMember;
    }
}
