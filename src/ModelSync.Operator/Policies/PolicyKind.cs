using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Policies;

/// <summary>One of the two kinds of policies.</summary>
/// <typeparam name="T">The representation.</typeparam>
/// <param name="SourcesOf">The policy as the evaluator takes it.</param>
/// <param name="SpecOf">Its rules.</param>
/// <param name="StatusOf">What was written about it.</param>
internal sealed record PolicyKind<T>(Func<T, IReadOnlyList<PolicySource>> SourcesOf, Func<T, ModelPolicySpec?> SpecOf, Func<T, ModelPolicyStatus?> StatusOf)
    where T : class, IResource<T>;
