using ModelSync.Core.Traffic;

namespace ModelSync.Simulation.World;

/// <summary>What splits the traffic in one cluster: a Service with a selector, or a route with weights.</summary>
internal sealed record SimRoute
{
    /// <summary>The weights that were last written; of a Service, those that its selector stands for.</summary>
    public required TrafficSplit Written { get; init; }

    /// <summary>A Service's selector.</summary>
    public required ServiceSelector Selector { get; init; }

    /// <summary>The weights of the last generation that all parents accepted.</summary>
    public required TrafficSplit InForce { get; init; }

    /// <summary>The weights that the operator wrote last (the annotation modelsync.io/applied).</summary>
    public required TrafficSplit Applied { get; init; }

    /// <summary>Counts the changes of the weights.</summary>
    public required long Generation { get; init; }

    /// <summary>The generation that all parents accepted.</summary>
    public required long AcceptedGeneration { get; init; }

    /// <summary>The epoch of the last writer.</summary>
    public required long Epoch { get; init; }

    /// <summary>The server's mark of this state.</summary>
    public required long ResourceVersion { get; init; }

    /// <summary>Whether somebody else changed an owned field other than the weights.</summary>
    public bool IsTampered { get; init; }

    /// <summary>Whether the rollout still owns it; false once it was orphaned.</summary>
    public bool IsOwned { get; init; } = true;
}
