using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Kinds;

namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>One state of a route of any kind: what it asks for, read, and what is needed to answer in its status.</summary>
internal sealed record RouteObject
{
    public required ObjectKey Key { get; init; }

    public required ObjectMeta Metadata { get; init; }

    /// <summary>What it wants to be attached to; null for a kind that is attached to nothing.</summary>
    public IReadOnlyList<ParentReference>? Parents { get; init; }

    public required RouteProgram Program { get; init; }

    /// <summary>Why it cannot be served; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>What its status says of each parent, as it stands there.</summary>
    public IReadOnlyList<JsonElement> StatusParents { get; init; } = [];

    /// <summary>The status of a kind without parents.</summary>
    public VirtualServiceStatus? MeshStatus { get; init; }

    public long Generation => Metadata.Generation ?? 0;
}
