using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Traffic;

/// <summary>Short ways to write goals down.</summary>
internal static class Goals
{
    public const string Stable = "one";
    public const string Candidate = "two";
    public const string Third = "three";

    public static RolloutPlan Plan(TrafficType traffic = TrafficType.GatewayAPI, CandidateScale scale = CandidateScale.MatchWeight, StableScale stableScale = StableScale.Full, int minReplicas = 1) => new()
    {
        Strategy = new RolloutStrategy
        {
            Type = StrategyType.Canary,
            Canary = new CanaryStrategy { Scale = scale, StableScale = stableScale, StableFloorPercent = 50, MinReplicas = minReplicas },
            AbortMaxSeconds = 60,
        },
        Gates = [],
        Traffic = new TrafficSpec { Type = traffic },
        ProgressDeadline = TimeSpan.FromMinutes(10),
        OnFailure = FailureMode.Rollback,
    };

    public static RolloutPlan BlueGreen(TrafficType traffic = TrafficType.GatewayAPI, int preview = 1) => Plan(traffic) with
    {
        Strategy = new RolloutStrategy { Type = StrategyType.BlueGreen, BlueGreen = new BlueGreenStrategy { PreviewReplicas = preview }, AbortMaxSeconds = 60 },
    };

    public static ClusterGoal Advance(ClusterObservation observed, int weight, RolloutPlan? plan = null) => new()
    {
        Observed = observed,
        Stable = Stable,
        Candidate = Candidate,
        Weight = weight,
        Mode = GoalMode.Advance,
        Replicas = 4,
        Plan = plan ?? Plan(),
    };

    public static ClusterGoal Return(ClusterObservation observed, int seconds = 0, RolloutPlan? plan = null) =>
        Advance(observed, 0, plan) with { Mode = GoalMode.Return, ReturnElapsed = TimeSpan.FromSeconds(seconds) };

    public static ClusterGoal Steady(ClusterObservation observed, RolloutPlan? plan = null) =>
        Advance(observed, 0, plan) with { Mode = GoalMode.Steady, Candidate = null };

    public static bool IsService(this ClusterGoal goal) => goal.Plan.Traffic.Type == TrafficType.Service;
}
