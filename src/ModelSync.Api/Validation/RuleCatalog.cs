using System.Text.Json;
using ModelSync.Api.Approvals;
using ModelSync.Api.Clusters;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Validation.Rules;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Api.Validation;

/// <summary>The rules across fields of each kind: the CRDs carry them as CEL, and <see cref="ApiValidator"/> checks the same ones in code.</summary>
public static class RuleCatalog
{
    private static readonly Dictionary<ResourceInfo, IRuleSet> Sets = new IRuleSet[]
    {
        new RuleSet<ModelVersion>(VersionRules.All()),
        new RuleSet<ModelRollout>(RolloutRules.All()),
        new RuleSet<ModelGate>(GateRules.Namespaced()),
        new RuleSet<ClusterModelGate>(GateRules.ClusterWide()),
        new RuleSet<ModelPolicy>(PolicyRules.Namespaced()),
        new RuleSet<ClusterModelPolicy>(PolicyRules.ClusterWide()),
        new RuleSet<ModelApproval>(ApprovalRules.All()),
        new RuleSet<ModelCluster>(ClusterRules.All()),
    }.ToDictionary(static set => set.Kind);

    /// <summary>The rules of a kind in the order in which the CRD lists them.</summary>
    public static IReadOnlyList<CelRule> For(ResourceInfo kind) => [.. Everything(kind).Where(static rule => rule.Rule.Length > 0)];

    /// <summary>What the rules say about an object that has defaults and is structurally valid; <paramref name="old"/> is empty for a new object.</summary>
    /// <exception cref="JsonException">The object is not structurally valid.</exception>
    public static IReadOnlyList<FieldError> Check(ResourceInfo kind, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> old) =>
        [.. Find(kind, json, old).Select(static violation => violation.Error)];

    /// <summary>What the rules say about an object that was read already and is structurally valid; <paramref name="old"/> is null for a new object.</summary>
    public static IReadOnlyList<FieldError> Check<T>(T self, T? old)
        where T : class, IResource<T>
    {
        ArgumentNullException.ThrowIfNull(self);
        return [.. ((RuleSet<T>)Sets[T.Resource]).Find(self, old).Select(static violation => violation.Error)];
    }

    /// <summary>The rules of a kind with those that only code can check, whose CEL is empty.</summary>
    internal static IReadOnlyList<CelRule> Everything(ResourceInfo kind) => SetOf(kind).Rules;

    /// <summary>The broken rules with their identities.</summary>
    internal static IReadOnlyList<Violation> Find(ResourceInfo kind, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> old) => SetOf(kind).Find(json, old);

    private static IRuleSet SetOf(ResourceInfo kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Sets.TryGetValue(kind, out var set)
            ? set
            : throw new ArgumentException($"{kind} is no kind of {ApiGroup.Name}: only the kinds of ModelSync.Api have rules", nameof(kind));
    }
}
