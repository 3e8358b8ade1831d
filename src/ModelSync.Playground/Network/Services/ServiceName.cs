using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.Network.Services;

/// <summary>The names by which pods reach Services: name.namespace, name.namespace.svc and name.namespace.svc.cluster.local.</summary>
internal static class ServiceName
{
    public static NamespacedName? Parse(string host) =>
        host.TrimEnd('.').ToLowerInvariant().Split('.') is [{ Length: > 0 } name, { Length: > 0 } ns, .. [] or ["svc"] or ["svc", "cluster", "local"]]
            ? new NamespacedName(ns, name)
            : null;
}
