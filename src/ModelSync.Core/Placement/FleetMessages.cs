using System.Globalization;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Placement;

/// <summary>The sentences of the wave planner. No times that run are in them: a sentence that changes would be a write.</summary>
internal static class FleetMessages
{
    private const int MostNames = 5;

    public static Impediment NoTargets { get; } = new(
        FleetReasons.NoTargets,
        "spec.placement.clusters selects no ModelCluster: create or label clusters, or change the selection.");

    public static Impediment NotSelected { get; } = new(FleetReasons.NotSelected, "spec.placement selects this cluster no more.");

    public static Impediment Returning { get; } = new(FleetReasons.Returning, "The rollout goes back, and this cluster had not begun.");

    public static Impediment EmptyWave(string? wave) => new(
        FleetReasons.NoTargets,
        $"{Wave(wave)} selects no cluster: change its selector, label clusters, or take it out of spec.placement.waves.");

    public static Impediment InvalidSelector(string? wave, string error) => new(
        FleetReasons.InvalidPlacement,
        $"The selector of {Wave(wave)} is invalid: {error}");

    public static Impediment AwaitingApproval(string? wave) => new(FleetReasons.AwaitingApproval, $"{Wave(wave)} starts once somebody promotes the rollout.");

    public static Impediment Unreachable(IReadOnlyList<FleetMember> members) => new(
        FleetReasons.ClusterUnreachable,
        $"{Names(members)} cannot be reached: bring the connection back, or take out of spec.placement what will not return.");

    public static Impediment LeftOut { get; } = new(
        FleetReasons.ClusterUnreachable,
        "The cluster cannot be reached and is left out; it runs its own steps once it answers.");

    public static Impediment NothingProven { get; } = new(
        FleetReasons.NoTargets,
        "The candidate has baked in no cluster: those that the placement selects cannot be reached, or went back.");

    public static Impediment Soaking(string? wave, int seconds) => new(
        FleetReasons.Soaking,
        string.Create(CultureInfo.InvariantCulture, $"The clusters of {Wave(wave)} have to stay healthy for {seconds} s."));

    public static Impediment WaitingForWave(string? wave) => new(FleetReasons.WaitingForWave, $"{Wave(wave)} is not through.");

    public static Impediment WaitingForTurn(string? wave) => new(FleetReasons.WaitingForTurn, $"Other clusters of {Wave(wave)} go first.");

    public static Impediment Failed(ClusterFailure failure) => new(FleetReasons.ClusterFailed, failure.Message);

    public static Impediment ReturningLaterWaves { get; } = new(FleetReasons.ReturningLaterWaves, "Clusters of later waves go back first.");

    public static Impediment PendingClusters(IReadOnlyList<FleetMember> members) => new(
        FleetReasons.PendingClusters,
        $"Everything is back but {Names(members)}: the return there is the first write once the cluster takes it.");

    public static string Wave(string? wave) => wave is null ? "the last wave" : $"wave {wave}";

    public static string Names(IReadOnlyList<FleetMember> members)
    {
        var names = string.Join(", ", members.Take(MostNames).Select(static member => member.Name.Value));
        return members.Count <= MostNames ? names : string.Create(CultureInfo.InvariantCulture, $"{names} and {members.Count - MostNames} more");
    }
}
