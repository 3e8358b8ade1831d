using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>What becomes of one state of a route, and what is said of it.</summary>
internal sealed record RouteVerdict
{
    /// <summary>True where it is served from now on; else whatever was served before is, if it still has a parent.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>True where nothing takes it any more: it is not served at all.</summary>
    public bool IsDetached { get; init; }

    /// <summary>For each parent of ours what is said.</summary>
    public IReadOnlyList<(ParentReference Parent, IReadOnlyList<Finding> Findings)> Parents { get; init; } = [];

    /// <summary>For a kind without parents what is said.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The listeners of Gateways that take it, with the hosts that both have.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}

/// <summary>A listener that takes a route.</summary>
internal sealed record Attachment(NamespacedName Gateway, string Section, IReadOnlyList<HostPattern> Hosts);
