using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>In which clusters a source watches.</summary>
public enum ClusterScope
{
    /// <summary>In every cluster of the registry.</summary>
    All,

    /// <summary>In <see cref="ClusterName.Local"/> alone.</summary>
    Local,

    /// <summary>In every cluster but <see cref="ClusterName.Local"/>.</summary>
    Members,
}
