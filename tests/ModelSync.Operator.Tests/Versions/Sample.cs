using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>Objects that tests begin with.</summary>
internal static class Sample
{
    public const string Digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    public const string OtherDigest = "sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";

    public static DateTimeOffset Start { get; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static ModelComponent Weights { get; } = new() { Name = "weights", Role = ComponentRole.Weights, Uri = "oci://registry.example/models/fraud:1.0.0" };

    public static ModelVersion Version { get; } = new()
    {
        ApiVersion = ModelVersion.Resource.ApiVersion,
        Kind = ModelVersion.Resource.Kind,
        Metadata = new ObjectMeta
        {
            Namespace = "team",
            Name = "fraud-1.0.0",
            Uid = "9c0c7a3e-0000-0000-0000-000000000001",
            Generation = 1,
            ResourceVersion = "7",
        },
        Spec = new ModelVersionSpec { Model = "fraud", Version = "1.0.0", Lifecycle = Lifecycle.Active, Components = [Weights] },
    };

    public static ResolvedComponent Pin { get; } = new()
    {
        Name = "weights",
        Uri = $"oci://registry.example/models/fraud@{Digest}",
        Digest = Digest,
        Strength = DigestStrength.Content,
        Size = 7,
    };

    public static Resolution Resolved { get; } = new() { Components = [Pin] };

    /// <summary>What a reconciler knows that has validated the spec, and has not asked any registry.</summary>
    public static VersionSnapshot Snapshot(ModelVersion? version = null) => new() { Version = version ?? Version, Now = Start, Errors = [] };

    /// <summary>The version as it is stored after a decision.</summary>
    public static ModelVersion After(VersionSnapshot snapshot) => snapshot.Version with { Status = VersionPlanner.Decide(snapshot).Status };

    /// <summary>The version, pinned and ready.</summary>
    public static ModelVersion Pinned(ModelVersion? version = null) => After(Snapshot(version) with { Resolution = Resolved });

    public static ModelVersion With(this ModelVersion version, Func<ModelVersionSpec, ModelVersionSpec> change) => version with
    {
        Spec = change(version.Spec!),
        Metadata = version.Metadata with { Generation = version.Metadata.Generation + 1 },
    };

    public static ModelVersion With(this ModelVersion version, Lifecycle lifecycle) => version.With(spec => spec with { Lifecycle = lifecycle });

    public static VersionUse Use(string rollout = "fraud", VersionRole role = VersionRole.Stable) =>
        new() { Cluster = "local", Namespace = "team", Rollout = rollout, Role = role };

    public static Condition Condition(this ModelVersionStatus status, string type) =>
        VersionState.Find(status, type) ?? throw new AssertionException($"there is no condition {type}");

    public static PolicySource Policy(PolicyRule rule, PolicyEnforcement enforcement = PolicyEnforcement.Enforce, string name = "house") => new()
    {
        Kind = nameof(ClusterModelPolicy),
        Name = name,
        Spec = new ModelPolicySpec { Enforcement = enforcement, Rules = [rule] },
    };

    public static PolicyRule OnlyFrom(string prefix) => new() { Name = "sources", AllowedSources = new AllowedSourcesRule { Prefixes = [prefix] } };

    public static ModelRollout Rollout(ModelRolloutStatus status, string name = "fraud", string ns = "team", string model = "fraud") => new()
    {
        Metadata = new ObjectMeta { Namespace = ns, Name = name },
        Spec = new ModelRolloutSpec { Model = model },
        Status = status,
    };
}
