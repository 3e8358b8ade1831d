namespace ModelSync.Playground.Nodes.Life;

/// <summary>Where a container stands; <see cref="ContainerMachine"/> has the ways between them.</summary>
internal enum ContainerStage
{
    Waiting,
    PullFailed,
    PullBackOff,
    Running,
    Exited,
    CrashBackOff,
}
