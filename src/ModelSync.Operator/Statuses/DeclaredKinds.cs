using ModelSync.Api.Approvals;
using ModelSync.Api.Clusters;
using ModelSync.Api.Conditions;
using ModelSync.Api.Gates;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Statuses;

/// <summary>The kinds that are only declared, and what makes an object of them Ready.</summary>
internal static class DeclaredKinds
{
    /// <summary>The check can be run.</summary>
    public const string Valid = "Valid";

    /// <summary>This build does not act on the kind yet.</summary>
    /// <remarks>Read the message: it says what that means for rollouts and policies.</remarks>
    public const string NotImplemented = "NotImplemented";

    private const int MostErrors = 5;

    public static DeclaredKind<ModelGate> Gates { get; } = new(
        static gate => Check(SpecErrors.Of(gate with { Status = null })), static gate => gate.Status?.ObservedGeneration, static gate => gate.Status?.Conditions);

    public static DeclaredKind<ClusterModelGate> ClusterGates { get; } = new(
        static gate => Check(SpecErrors.Of(gate with { Status = null })), static gate => gate.Status?.ObservedGeneration, static gate => gate.Status?.Conditions);

    public static DeclaredKind<ModelApproval> Approvals { get; } = new(
        static _ => Missing<ModelApproval>("no approval is counted, and policies with rules of kind approvals block: approve outside, and leave those rules out"),
        static approval => approval.Status?.ObservedGeneration,
        static approval => approval.Status?.Conditions);

    public static DeclaredKind<ModelCluster> Clusters { get; } = new(
        static _ => Missing<ModelCluster>("the cluster is not connected, and rollouts with a placement are Stalled: run an operator in it, and leave placement out"),
        static cluster => cluster.Status?.ObservedGeneration,
        static cluster => cluster.Status?.Conditions);

    private static Finding Check(IReadOnlyList<FieldError> errors) => errors.Count == 0
        ? Finding.True(ConditionTypes.Ready, Valid, "The check can be run.")
        : Finding.False(ConditionTypes.Ready, ConditionReasons.InvalidSpec, Texts.Sentence(Texts.Some([.. errors.Select(static error => error.ToString())], "; ", MostErrors)));

    private static Finding Missing<T>(string consequence)
        where T : class, IResource<T> =>
        Finding.False(ConditionTypes.Ready, NotImplemented, $"This build does not act on {T.Resource.Kind} yet: {consequence}.");
}
