using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Policies;
using ModelSync.Api.Validation;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Versions;

/// <summary>Hands policies to the evaluator as far as this build can evaluate them, and says of the rest that it cannot: no rule is passed over.</summary>
internal static class PolicySources
{
    private const string Unsupported = "which this build does not evaluate yet: remove the rule, or set the policy's enforcement to Audit";

    // Cached objects are immutable, and each version is judged by all of them: each is read once.
    private static readonly ConditionalWeakTable<object, PolicySource[]> Read = [];

    /// <summary>The policies of both scopes that may be about objects of a namespace.</summary>
    public static IReadOnlyList<PolicySource> Of(string ns, ICache<ModelPolicy> policies, ICache<ClusterModelPolicy> clusterPolicies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(clusterPolicies);
        return
        [
            .. clusterPolicies.HasSynced
                ? clusterPolicies.List().OrderBy(policy => policy.Metadata.Name, StringComparer.Ordinal).SelectMany(Of)
                : [PolicySource.Unknown(nameof(ClusterModelPolicy), "the policies are not read yet: wait")],
            .. clusterPolicies.ListInvalid().Select(invalid => Unreadable(nameof(ClusterModelPolicy), invalid)),
            .. policies.HasSynced
                ? policies.List(ns).OrderBy(policy => policy.Metadata.Name, StringComparer.Ordinal).SelectMany(Of)
                : [PolicySource.Unknown(nameof(ModelPolicy), "the policies are not read yet: wait")],
            .. policies.ListInvalid().Where(invalid => string.Equals(invalid.Metadata.Namespace, ns, StringComparison.Ordinal))
                .Select(invalid => Unreadable(nameof(ModelPolicy), invalid) with { Namespace = ns }),
        ];
    }

    /// <summary>A namespaced policy: the rules that can be evaluated, and each that cannot.</summary>
    public static IReadOnlyList<PolicySource> Of(ModelPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Read.GetValue(policy, _ => Split(new PolicySource
        {
            Kind = nameof(ModelPolicy),
            Name = policy.Metadata.Name!,
            Namespace = policy.Metadata.Namespace,
            Spec = policy.Spec,
            Problem = Problem(policy, ModelPolicy.TypeInfo),
        }));
    }

    /// <summary>A policy of the cluster: the rules that can be evaluated, and each that cannot.</summary>
    public static IReadOnlyList<PolicySource> Of(ClusterModelPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Read.GetValue(policy, _ => Split(new PolicySource
        {
            Kind = nameof(ClusterModelPolicy),
            Name = policy.Metadata.Name!,
            Spec = policy.Spec,
            Problem = Problem(policy, ClusterModelPolicy.TypeInfo),
        }));
    }

    private static PolicySource Unreadable(string kind, InvalidObject invalid) => new()
    {
        Kind = kind,
        Name = invalid.Metadata.Name!,
        Problem = "it cannot be read: correct it, or update the operator",
    };

    private static string? Problem<T>(T policy, JsonTypeInfo<T> type)
        where T : class, IResource<T>
    {
        var errors = ApiValidator.Validate(T.Resource, JsonSerializer.SerializeToUtf8Bytes(policy, type), ReadOnlyMemory<byte>.Empty);
        return errors.Count == 0 ? null : string.Join("; ", errors.Take(3));
    }

    // Apart, so that the other rules count all the same, deny above all: that one is asked on the way back too.
    private static PolicySource[] Split(PolicySource source)
    {
        var unsupported = source.Problem is null ? source.Spec?.Rules?.Where(IsUnsupported).ToArray() : null;
        if (unsupported is null or [])
        {
            return [source];
        }

        var rest = source.Spec!.Rules!.Except(unsupported).ToArray();
        return
        [
            .. rest.Length == 0 ? [] : new[] { source with { Spec = source.Spec with { Rules = rest } } },
            .. unsupported.Select(rule => source with
            {
                Spec = source.Spec with { Rules = [rule] },
                Problem = $"rule \"{rule.Name}\" is of kind {(rule.Signature is null ? "approvals" : "signature")}, {Unsupported}",
            }),
        ];
    }

    private static bool IsUnsupported(PolicyRule rule) => rule.Signature is not null || rule.Approvals is not null;
}
