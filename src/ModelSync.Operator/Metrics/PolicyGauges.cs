using System.Diagnostics.Metrics;
using ModelSync.Api.Conditions;
using ModelSync.Api.Policies;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Metrics;

/// <summary>What policies of both scopes tell in metrics, read from their statuses.</summary>
internal static class PolicyGauges
{
    public static IEnumerable<Measurement<long>> Ready(IObservedObjects objects) => Measure(
        objects, static status => status?.Conditions?.FirstOrDefault(static condition => Text.Same(condition.Type, ConditionTypes.Ready)) is { Status: "True" } ? 1 : 0);

    public static IEnumerable<Measurement<long>> Matched(IObservedObjects objects) => Measure(objects, static status => status?.Matched);

    public static IEnumerable<Measurement<long>> Violations(IObservedObjects objects) =>
        Measure(objects, static status => status?.Matched is null ? null : status.Violations?.Count ?? 0);

    private static IEnumerable<Measurement<long>> Measure(IObservedObjects objects, Func<ModelPolicyStatus?, long?> read) =>
    [
        .. objects.List<ModelPolicy>().SelectMany(policy => Measure(nameof(ModelPolicy), policy.Metadata, policy.Spec, read(policy.Status))),
        .. objects.List<ClusterModelPolicy>().SelectMany(policy => Measure(nameof(ClusterModelPolicy), policy.Metadata, policy.Spec, read(policy.Status))),
    ];

    private static IEnumerable<Measurement<long>> Measure(string kind, ObjectMeta metadata, ModelPolicySpec? spec, long? value)
    {
        if (value is { } number)
        {
            yield return new(
                number,
                new("kind", kind),
                new("namespace", metadata.Namespace),
                new("policy", metadata.Name),
                new("enforcement", (spec?.Enforcement ?? PolicyEnforcement.Enforce).ToString()));
        }
    }
}
