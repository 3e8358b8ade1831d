namespace ModelSync.Playground.ControlPlane;

/// <summary>One process of a control plane.</summary>
public enum ControlPlaneComponent
{
    /// <summary>etcd, which holds every object.</summary>
    Etcd,

    /// <summary>kube-apiserver.</summary>
    ApiServer,

    /// <summary>kube-controller-manager.</summary>
    ControllerManager,

    /// <summary>kube-scheduler.</summary>
    Scheduler,
}
