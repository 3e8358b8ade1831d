using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of label selectors.</summary>
internal static class SelectorRules
{
    /// <summary>All of them.</summary>
    public static Place<LabelSelector> All() => new Place<LabelSelector>()
        .Items("matchExpressions", static selector => selector.MatchExpressions, Expression());

    private static Place<LabelSelectorRequirement> Expression() => new Place<LabelSelectorRequirement>()
        .Require(
            "self.operator in ['In', 'NotIn'] ? has(self.values) && self.values.size() > 0 : !has(self.values) || self.values.size() == 0",
            static part => (part.Operator is LabelSelectorRequirement.In or LabelSelectorRequirement.NotIn) == part.Values is { Count: > 0 },
            "values must be given with operator In and NotIn, and left out with Exists and DoesNotExist",
            field: ".values");
}
