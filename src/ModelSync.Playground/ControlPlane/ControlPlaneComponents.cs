namespace ModelSync.Playground.ControlPlane;

/// <summary>Which parts of a control plane run.</summary>
[Flags]
public enum ControlPlaneComponents
{
    /// <summary>etcd and the API server, which always run.</summary>
    ApiServer = 0,

    /// <summary>kube-controller-manager: service accounts, Deployments, garbage collection, endpoints …</summary>
    ControllerManager = 1,

    /// <summary>kube-scheduler: binds pods to nodes.</summary>
    Scheduler = 2,

    /// <summary>Everything.</summary>
    All = ControllerManager | Scheduler,
}
