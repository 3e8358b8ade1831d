using ModelSync.Core.Revisions.Rendering;

namespace ModelSync.Operator.Traffic;

/// <summary>
/// Knows to which rules of somebody else's routes a rollout has written. Only those are ever given back: a rule that merely sends to a revision may be its
/// owner's way to look at that.
/// </summary>
internal static class AdoptedRules
{
    /// <summary>The rules that are noted on the entry Service, or named by a plan on record.</summary>
    public static IReadOnlyList<AdoptedRule> Known(TrafficSources sources) =>
    [
        .. Read(sources.EntryService?.Metadata.Annotations?.GetValueOrDefault(ObjectKeys.AdoptedRules))
            .Concat(sources.Records.Select(record => RouteTarget.Of(record.Plan.Traffic, sources.Identity.Name)?.AdoptedRule).OfType<AdoptedRule>())
            .Distinct(),
    ];

    /// <summary>What is to be noted; null where nothing is.</summary>
    public static string? Write(IEnumerable<AdoptedRule> rules)
    {
        var lines = rules.Distinct().Select(static rule => $"{rule.Kind}/{rule.Route}/{rule.Rule}").Order(StringComparer.Ordinal).ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : null;
    }

    // The name of a rule is the rest of the line: VirtualServices allow any text.
    private static IEnumerable<AdoptedRule> Read(string? text) => (text?.Split('\n') ?? [])
        .Select(static line => line.Split('/', 3))
        .Where(static parts => parts.Length == 3)
        .Select(static parts => new AdoptedRule(parts[0], parts[1], parts[2]));
}
