using ModelSync.Core.Revisions;

namespace ModelSync.Simulation.World;

/// <summary>A revision's Deployment, standing for all objects of the revision in one cluster.</summary>
internal sealed record SimDeployment
{
    /// <summary>The revision.</summary>
    public required string Revision { get; init; }

    /// <summary>What it was rendered from.</summary>
    public required RevisionRecord Record { get; init; }

    /// <summary>The replicas that it asks for.</summary>
    public required int Replicas { get; init; }

    /// <summary>The replicas that the operator asked for last (the annotation modelsync.io/applied).</summary>
    public required int Applied { get; init; }

    /// <summary>The epoch of the last writer (the annotation modelsync.io/epoch).</summary>
    public required long Epoch { get; init; }

    /// <summary>The server's mark of this state.</summary>
    public required long ResourceVersion { get; init; }

    /// <summary>Whether somebody else changed an owned field other than the replicas.</summary>
    public bool IsTampered { get; init; }

    /// <summary>Whether the rollout still owns it; false once it was orphaned.</summary>
    public bool IsOwned { get; init; } = true;
}
