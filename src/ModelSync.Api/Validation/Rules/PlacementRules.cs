using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of a rollout's clusters and waves.</summary>
internal static class PlacementRules
{
    private const string HasSelector =
        "has(w.selector) && ((has(w.selector.matchLabels) && w.selector.matchLabels.size() > 0) || (has(w.selector.matchExpressions) && w.selector.matchExpressions.size() > 0))";

    /// <summary>All of them.</summary>
    public static Place<PlacementSpec> All() => new Place<PlacementSpec>()
        .Require(
            $"!has(self.waves) || self.waves.all(w, w.name == self.waves[self.waves.size() - 1].name || ({HasSelector}))",
            static placement => placement.Waves is not { Count: > 1 } waves || waves.SkipLast(1).All(static wave => Selects(wave.Selector)),
            "waves has a wave without a selector, or with an empty one, before others: it takes all clusters that are left; put it last, or give it a selector",
            field: ".waves")
        .Member("clusters", static placement => placement.Clusters, Clusters())
        .Items("waves", static placement => placement.Waves, new Place<WaveSpec>().Member("selector", static wave => wave.Selector, SelectorRules.All()))
        .Items("overrides", static placement => placement.Overrides, new Place<ClusterOverride>().Member("selector", static part => part.Selector, SelectorRules.All()));

    private static Place<ClusterSelection> Clusters() => new Place<ClusterSelection>()
        .Require(
            "has(self.selector) != has(self.names)",
            static clusters => clusters.Selector is null != clusters.Names is null,
            "exactly one of selector and names must be set; write names for clusters that are named, or selector {} for all ModelClusters")
        .Member("selector", static clusters => clusters.Selector, SelectorRules.All());

    private static bool Selects(LabelSelector? selector) => selector is { MatchLabels.Count: > 0 } or { MatchExpressions.Count: > 0 };
}
