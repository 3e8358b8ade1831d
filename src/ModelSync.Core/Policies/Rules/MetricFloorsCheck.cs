using ModelSync.Api.Policies;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Policies.Rules;

/// <summary>Offline metrics reach their floors; one that is missing does not.</summary>
internal static class MetricFloorsCheck
{
    public static RuleResult Check(MetricFloorsRule rule, RuleContext context)
    {
        var floors = rule.Metrics ?? StringMap.Empty;
        var objections = new List<string>();
        foreach (var (name, text) in floors)
        {
            if (!DecimalText.TryParse(text, out var floor))
            {
                return RuleResult.Unknown($"the floor \"{text}\" of \"{name}\" is no decimal: write one such as 0.9");
            }

            if (FindError(name, floor, context.Version.Spec?.Metrics) is { } error)
            {
                objections.Add(error);
            }
        }

        return RuleResult.Of(objections, "all floors are reached", context.Or("train on"));
    }

    private static string? FindError(string name, decimal floor, StringMap? metrics)
    {
        var limit = DecimalText.Format(floor);
        if (metrics is null || !metrics.TryGetValue(name, out var text))
        {
            return $"\"{name}\" is missing, at least {limit} is needed";
        }

        if (!DecimalText.TryParse(text, out var value))
        {
            return $"\"{name}\" is \"{text}\", which is no decimal, at least {limit} is needed";
        }

        return value < floor ? $"\"{name}\" is {DecimalText.Format(value)}, at least {limit} is needed" : null;
    }
}
