using System.Globalization;
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

    /// <summary>How many of a revision's pods may be missing at once; a value that cannot be read counts as the default.</summary>
    public static int MaxUnavailable(this ModelRolloutSpec spec, int replicas)
    {
        var declared = spec.DisruptionBudget?.MaxUnavailable ?? 1;
        if (declared.TryGetInt(out var number))
        {
            return Math.Max(0, number);
        }

        var text = declared.ToString();
        return text.EndsWith('%') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            ? (int)(((long)Math.Min(percent, 100) * replicas + 99) / 100)
            : 1;
    }

    public static TimeSpan Bake(this RolloutStrategy strategy) => Seconds(strategy.BakeSeconds, 120);

    /// <summary>An inconclusive bake never ends before a conclusive one would.</summary>
    public static TimeSpan BakeMax(this RolloutStrategy strategy)
    {
        var max = Seconds(strategy.BakeMaxSeconds, 3600);
        return max > strategy.Bake() ? max : strategy.Bake();
    }

    private static TimeSpan Seconds(int? value, int otherwise) => TimeSpan.FromSeconds(value ?? otherwise);
}
