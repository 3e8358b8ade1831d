namespace ModelSync.Api.Rollouts;

/// <summary>What becomes of the serving objects when the rollout is deleted.</summary>
public enum DeletionPolicy
{
    /// <summary>They go: the route first, then Services, then Deployments.</summary>
    Delete,

    /// <summary>They stay as they are and serve on.</summary>
    Orphan,
}
