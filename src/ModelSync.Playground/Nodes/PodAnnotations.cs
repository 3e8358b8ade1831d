namespace ModelSync.Playground.Nodes;

/// <summary>The annotation by which a pod tells its simulated node what shall become of it; it can change while the pod runs.</summary>
public static class PodAnnotations
{
    /// <summary>The annotation's key.</summary>
    public const string State = "playground.modelsync.io/state";

    /// <summary>The pod stays Pending, as if its image were still being pulled.</summary>
    public const string Pending = "Pending";

    /// <summary>The pod runs but is not ready, as if its readiness probe failed.</summary>
    public const string NotReady = "NotReady";
}
