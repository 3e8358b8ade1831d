namespace ModelSync.Playground.Nodes.Behaviors;

/// <summary>What becomes of a simulated pod.</summary>
internal enum PodState
{
    /// <summary>It runs and is ready.</summary>
    Ready,

    /// <summary>It runs, and its readiness probe fails.</summary>
    NotReady,

    /// <summary>It stays in ContainerCreating, as if its image were still being pulled.</summary>
    Pending,

    /// <summary>Its container exits again and again.</summary>
    CrashLoop,

    /// <summary>It stays Ready, and its server answers no request.</summary>
    Hang,

    /// <summary>Its container is killed for its use of memory again and again.</summary>
    OOMKilled,

    /// <summary>Its image can't be pulled.</summary>
    ImagePullError,

    /// <summary>No node fits, says the scheduler.</summary>
    Unschedulable,
}
