namespace ModelSync.Playground.Nodes;

/// <summary>What a simulated kubelet does to a pod.</summary>
internal enum PodAction
{
    /// <summary>All is as it should be.</summary>
    Nothing,

    /// <summary>Its containers run and are ready.</summary>
    Run,

    /// <summary>Its containers run but are not ready.</summary>
    RunUnready,

    /// <summary>Its containers have run to their end.</summary>
    Complete,

    /// <summary>Its containers have ended, and it may go.</summary>
    Delete,
}
