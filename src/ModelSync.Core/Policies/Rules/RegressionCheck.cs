using ModelSync.Api.Policies;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Offline metrics do not fall far behind those of what serves, or behind the best that ever served.</summary>
/// <remarks>
/// The limit of a baseline b and a ratio r is r × b, or b / r where lower is better. Below zero it lies as far on the other
/// side of b, so that a worse value is always the one that is allowed: -100 with 0.95 gives -105, not -95.
/// </remarks>
internal static class RegressionCheck
{
    public static RuleResult Check(RegressionRule rule, RuleContext context)
    {
        if (!DecimalText.TryParse(rule.MinRatio, out var ratio) || ratio is <= 0 or > 1)
        {
            return RuleResult.Unknown($"minRatio \"{rule.MinRatio}\" of rule \"{context.Rule}\" is no decimal above 0 and up to 1: write one such as 0.95");
        }

        VersionFacts[] baselines = rule.Baseline is RegressionBaseline.HighWater
            ? [.. context.Facts.Proven, .. Stable(context)]
            : [.. Stable(context)];
        if (baselines.Length == 0)
        {
            return RuleResult.Pass($"there is nothing to compare {context.Version.Version} with yet: it is the first version");
        }

        var objections = (rule.Metrics ?? [])
            .Select(metric => FindError(metric, ratio, baselines, context.Version.Spec?.Metrics))
            .OfType<string>()
            .ToArray();
        return RuleResult.Of(objections, "no metric falls behind", context.Or("train on"));
    }

    private static IEnumerable<VersionFacts> Stable(RuleContext context) => context.Facts.Stable is { } stable ? [stable] : [];

    private static string? FindError(RegressionMetric metric, decimal ratio, VersionFacts[] baselines, StringMap? metrics)
    {
        var name = metric.Name ?? string.Empty;
        var isFloor = metric.Direction is not MetricDirection.LowerIsBetter;
        if (FindBest(name, isFloor, baselines) is not (var best, var version))
        {
            return $"\"{name}\" of {baselines[^1].Version}, with which it is compared, is not known";
        }

        var limit = LimitOf(best, ratio, isFloor);
        var bound = isFloor ? $"at least {DecimalText.Format(limit)}" : $"at most {DecimalText.FormatCeiling(limit)}";
        var wanted = $"{bound} ({Formula(best, ratio, isFloor)} of {version}) is needed";
        if (metrics is null || !metrics.TryGetValue(name, out var text))
        {
            return $"\"{name}\" is missing, {wanted}";
        }

        if (!DecimalText.TryParse(text, out var value))
        {
            return $"\"{name}\" is \"{text}\", which is no decimal, {wanted}";
        }

        return (isFloor ? value >= limit : value <= limit) ? null : $"\"{name}\" is {DecimalText.Format(value)}, {wanted}";
    }

    private static (decimal Value, string Version)? FindBest(string name, bool isFloor, VersionFacts[] baselines)
    {
        (decimal Value, string Version)? best = null;
        foreach (var baseline in baselines)
        {
            if (baseline.Spec?.Metrics is { } metrics && metrics.TryGetValue(name, out var text) && DecimalText.TryParse(text, out var value)
                && (best is null || (isFloor ? value > best.Value.Value : value < best.Value.Value)))
            {
                best = (value, baseline.Version);
            }
        }

        return best;
    }

    private static decimal LimitOf(decimal best, decimal ratio, bool isFloor) => (isFloor, best >= 0) switch
    {
        (true, true) => best * ratio,
        (true, false) => best * (2 - ratio),
        (false, true) => best / ratio,
        (false, false) => best * (2 - (1 / ratio)),
    };

    private static string Formula(decimal best, decimal ratio, bool isFloor) =>
        best < 0 ? $"ratio {DecimalText.Format(ratio)} to {DecimalText.Format(best)}"
        : isFloor ? $"{DecimalText.Format(ratio)} × {DecimalText.Format(best)}"
        : $"{DecimalText.Format(best)} / {DecimalText.Format(ratio)}";
}
