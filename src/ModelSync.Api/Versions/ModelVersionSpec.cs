using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Versions;

/// <summary>The declared package of one version of a model.</summary>
public sealed record ModelVersionSpec
{
    /// <summary>The model that this is a version of, a DNS label such as fraud-detector.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Model { get; init; }

    /// <summary>The version, in lower case: major.minor.patch, optionally -PRERELEASE, and optionally +data.N for the version of the training data, such as 2.3.1+data.7.</summary>
    [Required, Length(1, Limits.Version)]
    public string? Version { get; init; }

    /// <summary>Whether the version may be used.</summary>
    [Default(nameof(Versions.Lifecycle.Active))]
    public Lifecycle? Lifecycle { get; init; }

    /// <summary>A sentence for people; may change at any time.</summary>
    [Length(0, 1024)]
    public string? Description { get; init; }

    /// <summary>The package digest that resolution must arrive at, as sha256:HEX; left out, whatever is resolved first is pinned.</summary>
    [Length(71, 71), Pattern(Patterns.Digest, Patterns.DigestInWords)]
    public string? PackageDigest { get; init; }

    /// <summary>Secrets of type kubernetes.io/dockerconfigjson in the same namespace, with which components are resolved.</summary>
    [Items(10), ListMap("name")]
    public IReadOnlyList<LocalReference>? PullSecrets { get; init; }

    /// <summary>The parts of the package: exactly one with role Weights, at most one with role Image.</summary>
    [Required, Items(32, Min = 1), ListMap("name")]
    public IReadOnlyList<ModelComponent>? Components { get; init; }

    /// <summary>The serving runtime that the package is made for, which gives probes, smoke calls and metric names. Left out: HTTP.</summary>
    public RuntimeProfile? RuntimeProfile { get; init; }

    /// <summary>Inference configuration, handed to the pods as MODEL_PARAM_{NAME}; part of the package digest.</summary>
    [Entries(100), Length(0, 4096)]
    public StringMap? Parameters { get; init; }

    /// <summary>The inputs and outputs of the model; a breaking change of them demands a new major version.</summary>
    public ModelSchema? Schema { get; init; }

    /// <summary>Where the version comes from.</summary>
    public ModelLineage? Lineage { get; init; }

    /// <summary>The hyperparameters of training, as strings.</summary>
    [Entries(200), Length(0, 1024)]
    public StringMap? Hyperparameters { get; init; }

    /// <summary>Offline metrics as decimal strings, such as accuracy: "0.953"; policies compare them.</summary>
    [Entries(100), Length(1, 32), Pattern(Patterns.Decimal, Patterns.DecimalInWords)]
    public StringMap? Metrics { get; init; }

    /// <summary>What the version needs besides itself.</summary>
    public ModelDependencies? Dependencies { get; init; }

    /// <summary>The environments that the version may run in; left out: all. Others are Blocked with TargetNotAllowed.</summary>
    [Items(32, Min = 1), ListSet, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public IReadOnlyList<string>? DeploymentTargets { get; init; }

    /// <summary>Documents about the version, such as a model card, pinned by their hash.</summary>
    [Items(32), ListMap("uri")]
    public IReadOnlyList<ModelDocument>? Documents { get; init; }
}
