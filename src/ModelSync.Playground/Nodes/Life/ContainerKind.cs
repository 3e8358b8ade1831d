namespace ModelSync.Playground.Nodes.Life;

/// <summary>What part a container has in its pod.</summary>
internal enum ContainerKind
{
    /// <summary>Runs to its end before the next one.</summary>
    Init,

    /// <summary>An init container that goes on beside the others.</summary>
    Sidecar,

    /// <summary>The one that serves the model: behaviours are about it.</summary>
    Model,

    /// <summary>Any other; it does well, and ends when the model's container does.</summary>
    Companion,
}
