namespace ModelSync.Api.Rollouts;

/// <summary>A Gateway, or a listener of it, that a route belongs to.</summary>
public sealed record ParentReference
{
    /// <summary>The parent's group; left out: gateway.networking.k8s.io.</summary>
    public string? Group { get; init; }

    /// <summary>The parent's kind; left out: Gateway.</summary>
    public string? Kind { get; init; }

    /// <summary>The parent's namespace; left out: the rollout's.</summary>
    public string? Namespace { get; init; }

    /// <summary>The parent's name.</summary>
    public string? Name { get; init; }

    /// <summary>The listener's name; left out: all.</summary>
    public string? SectionName { get; init; }

    /// <summary>The listener's port; left out: all.</summary>
    public int? Port { get; init; }
}
