using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>The spec's values with their defaults, for objects that an API server without defaults stored.</summary>
internal static class RolloutSettings
{
    public static int ReplicasOrDefault(this ModelRolloutSpec spec) => spec.Replicas ?? 1;

    public static TimeSpan ScaleDownDelay(this ModelRolloutSpec spec) => Seconds(spec.Strategy?.ScaleDownDelaySeconds, 30);

    public static TimeSpan AbortScaleDownDelay(this ModelRolloutSpec spec) => Seconds(spec.Strategy?.AbortScaleDownDelaySeconds, 30);

    public static int RollbackWindowOrDefault(this ModelRolloutSpec spec) => spec.RollbackWindow ?? 1;

    public static int HistoryLimitOrDefault(this ModelRolloutSpec spec) => spec.RevisionHistoryLimit ?? 3;

    public static TimeSpan Bake(this RolloutStrategy strategy) => Seconds(strategy.BakeSeconds, 120);

    /// <summary>An inconclusive bake never ends before a conclusive one would.</summary>
    public static TimeSpan BakeMax(this RolloutStrategy strategy)
    {
        var max = Seconds(strategy.BakeMaxSeconds, 3600);
        return max > strategy.Bake() ? max : strategy.Bake();
    }

    private static TimeSpan Seconds(int? value, int otherwise) => TimeSpan.FromSeconds(value ?? otherwise);
}
