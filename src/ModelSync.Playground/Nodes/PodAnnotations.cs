namespace ModelSync.Playground.Nodes;

/// <summary>The annotations by which a pod tells its simulated node what shall become of it; they can change while the pod runs.</summary>
public static class PodAnnotations
{
    /// <summary>What all their keys begin with.</summary>
    public const string Prefix = "playground.modelsync.io/";

    /// <summary>The key of the annotation that says the pod's state.</summary>
    public const string State = Prefix + "state";

    /// <summary>The pod stays Pending, as if its image were still being pulled.</summary>
    public const string Pending = "Pending";

    /// <summary>The pod runs but is not ready, as if its readiness probe failed.</summary>
    public const string NotReady = "NotReady";
}
