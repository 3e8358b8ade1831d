using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A Gateway, or a listener of it, that a route belongs to.</summary>
public sealed record ParentReference : SpecPart
{
    /// <summary>The parent's group; left out: gateway.networking.k8s.io.</summary>
    [Length(0, 253)]
    public string? Group { get; init; }

    /// <summary>The parent's kind; left out: Gateway.</summary>
    [Length(1, 63)]
    public string? Kind { get; init; }

    /// <summary>The parent's namespace; left out: the rollout's.</summary>
    [Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Namespace { get; init; }

    /// <summary>The parent's name.</summary>
    [Required, Length(1, Limits.Name), Pattern(Patterns.Name, Patterns.NameInWords)]
    public string? Name { get; init; }

    /// <summary>The listener's name; left out: all.</summary>
    [Length(1, 253)]
    public string? SectionName { get; init; }

    /// <summary>The listener's port; left out: all.</summary>
    [Range(1, 65535)]
    public int? Port { get; init; }
}
