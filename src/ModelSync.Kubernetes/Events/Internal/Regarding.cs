using System.Diagnostics.CodeAnalysis;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>The object that an Event is about.</summary>
internal readonly record struct Regarding(string ApiVersion, string Kind, NamespacedName Key, string? Uid, string? ResourceVersion)
{
    // The server accepts Events about cluster-scoped objects in this namespace, and kubectl looks for them there.
    private const string NamespaceOfClusterScoped = "default";

    public string EventNamespace => Key.Namespace ?? NamespaceOfClusterScoped;

    public Regarding WithoutVersion => this with { ResourceVersion = null };

    /// <summary>False where the object does not say what it is.</summary>
    public static bool TryRead([NotNullWhen(true)] IKubernetesObject? value, out Regarding regarding)
    {
        regarding = default;
        if (value?.Metadata is not { Name.Length: > 0 } metadata)
        {
            return false;
        }

        (var apiVersion, var kind) = (value.ApiVersion, value.Kind);
        if (string.IsNullOrEmpty(apiVersion) || string.IsNullOrEmpty(kind))
        {
            // Lists of built-in kinds leave both out.
            var builtIn = BuiltIn(value);
            (apiVersion, kind) = (builtIn?.ApiVersion, builtIn?.Kind);
        }

        if (apiVersion is null || kind is null || IsMetadataOnly(apiVersion))
        {
            return false;
        }

        regarding = new Regarding(apiVersion, kind, metadata.Key, metadata.Uid, metadata.ResourceVersion);
        return true;
    }

    public override string ToString() => $"{ApiVersion} {Kind} {Key}";

    private static bool IsMetadataOnly(string apiVersion) => apiVersion.StartsWith("meta.k8s.io/", StringComparison.Ordinal);

    private static ResourceInfo? BuiltIn(IKubernetesObject value) => value switch
    {
        ConfigMap => ConfigMap.Resource,
        Deployment => Deployment.Resource,
        Lease => Lease.Resource,
        Namespace => Kinds.Namespace.Resource,
        Node => Node.Resource,
        Pod => Pod.Resource,
        Secret => Secret.Resource,
        Service => Service.Resource,
        _ => null,
    };
}
