namespace ModelSync.Api.Policies;

/// <summary>What rules are about: all of its members have to fit.</summary>
public sealed record PolicyMatch
{
    /// <summary>Namespaces; only in a ClusterModelPolicy.</summary>
    public NamespaceMatch? Namespaces { get; init; }

    /// <summary>Models, by name.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Environments, by name.</summary>
    public IReadOnlyList<string>? Environments { get; init; }

    /// <summary>ModelClusters, by name; local is the operator's own cluster.</summary>
    public IReadOnlyList<string>? Clusters { get; init; }
}
