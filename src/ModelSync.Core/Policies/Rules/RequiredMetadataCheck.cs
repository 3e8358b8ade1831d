using ModelSync.Api.Policies;
using ModelSync.Api.Versions;

namespace ModelSync.Core.Policies.Rules;

/// <summary>The version says about itself what it must say.</summary>
internal static class RequiredMetadataCheck
{
    private static readonly Dictionary<string, Func<ModelVersionSpec, object?>> Fields = new(StringComparer.Ordinal)
    {
        ["description"] = spec => spec.Description,
        ["packageDigest"] = spec => spec.PackageDigest,
        ["runtimeProfile"] = spec => spec.RuntimeProfile,
        ["parameters"] = spec => spec.Parameters,
        ["schema"] = spec => spec.Schema,
        ["schema.inputs"] = spec => spec.Schema?.Inputs,
        ["schema.outputs"] = spec => spec.Schema?.Outputs,
        ["lineage"] = spec => spec.Lineage,
        ["lineage.runId"] = spec => spec.Lineage?.RunId,
        ["lineage.trainingDataHash"] = spec => spec.Lineage?.TrainingDataHash,
        ["lineage.datasets"] = spec => spec.Lineage?.Datasets,
        ["lineage.code"] = spec => spec.Lineage?.Code,
        ["lineage.code.repository"] = spec => spec.Lineage?.Code?.Repository,
        ["lineage.code.commit"] = spec => spec.Lineage?.Code?.Commit,
        ["lineage.features"] = spec => spec.Lineage?.Features,
        ["lineage.trainedAt"] = spec => spec.Lineage?.TrainedAt,
        ["lineage.parent"] = spec => spec.Lineage?.Parent,
        ["hyperparameters"] = spec => spec.Hyperparameters,
        ["metrics"] = spec => spec.Metrics,
        ["dependencies"] = spec => spec.Dependencies,
        ["dependencies.framework"] = spec => spec.Dependencies?.Framework,
        ["dependencies.libraries"] = spec => spec.Dependencies?.Libraries,
        ["dependencies.models"] = spec => spec.Dependencies?.Models,
        ["deploymentTargets"] = spec => spec.DeploymentTargets,
        ["documents"] = spec => spec.Documents,
    };

    public static RuleResult Check(RequiredMetadataRule rule, RuleContext context)
    {
        if (context.Version.Spec is not { } spec)
        {
            return RuleResult.Unknown($"ModelVersion {context.Version.Version} is not known: create it again");
        }

        if ((rule.Fields ?? []).FirstOrDefault(field => !Fields.ContainsKey(field)) is { } unknown)
        {
            return RuleResult.Unknown(
                $"rule \"{context.Rule}\" demands the field {unknown}, which this build does not know: correct the rule, or update the operator");
        }

        string[] missing =
        [
            .. (rule.Fields ?? []).Where(field => IsEmpty(Fields[field](spec))),
            .. (rule.Documents ?? []).Where(kind => !(spec.Documents ?? []).Any(document => string.Equals(document.Kind, kind, StringComparison.Ordinal)))
                .Select(kind => $"documents[{kind}]"),
            .. (rule.Metrics ?? []).Where(metric => spec.Metrics?.ContainsKey(metric) is not true).Select(metric => $"metrics[{metric}]"),
        ];
        string[] objections = missing.Length == 0 ? [] : [$"{context.Version.Version} does not say {string.Join(", ", missing)}"];
        return RuleResult.Of(objections, "all that is required is there", context.Or("publish a version that does"));
    }

    private static bool IsEmpty(object? value) => value switch
    {
        null => true,
        string text => text.Length == 0,
        System.Collections.IEnumerable items => !items.GetEnumerator().MoveNext(),
        _ => false,
    };
}
