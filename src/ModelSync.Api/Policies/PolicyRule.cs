using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>One rule: a name, and exactly one of the other members.</summary>
public sealed record PolicyRule : SpecPart
{
    /// <summary>The rule's name, unique in the policy, by which refusals cite it.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Name { get; init; }

    /// <summary>Where components may come from.</summary>
    public AllowedSourcesRule? AllowedSources { get; init; }

    /// <summary>What the digests of components must be worth.</summary>
    public DigestStrengthRule? DigestStrength { get; init; }

    /// <summary>By which keys components must be signed.</summary>
    public SignatureRule? Signature { get; init; }

    /// <summary>What a version must say about itself.</summary>
    public RequiredMetadataRule? RequiredMetadata { get; init; }

    /// <summary>The least values of offline metrics.</summary>
    public MetricFloorsRule? MetricFloors { get; init; }

    /// <summary>How far offline metrics may fall behind those of what serves.</summary>
    public RegressionRule? Regression { get; init; }

    /// <summary>How versions must be counted.</summary>
    public VersioningRule? Versioning { get; init; }

    /// <summary>Who must have approved.</summary>
    public ApprovalsRule? Approvals { get; init; }

    /// <summary>When nothing starts or advances.</summary>
    public FreezeRule? Freeze { get; init; }

    /// <summary>How fast a rollout may go.</summary>
    public PaceRule? Pace { get; init; }

    /// <summary>What may not run at all; also what serves is withdrawn.</summary>
    public DenyRule? Deny { get; init; }

    /// <summary>What a pod may ask for.</summary>
    public ResourceCeilingRule? ResourceCeiling { get; init; }

    /// <summary>That all images are named by digest.</summary>
    public PinnedImageRule? PinnedImage { get; init; }
}
