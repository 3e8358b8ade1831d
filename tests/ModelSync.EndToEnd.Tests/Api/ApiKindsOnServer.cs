using System.Text;
using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Api;

/// <summary>The kinds of modelsync.io on the shared control plane, from crds/ as it is committed.</summary>
internal static class ApiKindsOnServer
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static bool _isInstalled;

    /// <summary>Installs the kinds, once, and waits until all are served.</summary>
    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!_isInstalled)
            {
                await Cluster.ControlPlane.InstallDefinitionsAsync(Repository.Definitions, cancellationToken);
                _isInstalled = true;
            }
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>The definition of a kind as the server keeps it.</summary>
    public static Task<DynamicObject?> DefinitionAsync(ResourceInfo kind, CancellationToken cancellationToken) =>
        Cluster.Admin.Dynamic(Widgets.Definition).GetAsync(NamespacedName.ClusterScoped(kind.GroupResource), cancellationToken);

    /// <summary>An object of a kind.</summary>
    public static DynamicObject Object(ResourceInfo kind, NamespacedName key, string spec) => Json.Object(Manifest(kind, key, spec));

    /// <summary>The fields of an object for a server-side apply.</summary>
    public static ApplyConfiguration Configuration(ResourceInfo kind, NamespacedName key, string spec) =>
        ApplyConfiguration.FromJson(kind, Encoding.UTF8.GetBytes(Manifest(kind, key, spec)));

    /// <summary>A manifest as JSON; the namespace is left out where the kind has none.</summary>
    public static string Manifest(ResourceInfo kind, NamespacedName key, string spec)
    {
        var ns = kind.Scope == ResourceScope.Namespaced ? $",\"namespace\":\"{key.Namespace}\"" : "";
        return $"{{\"apiVersion\":\"{kind.ApiVersion}\",\"kind\":\"{kind.Kind}\",\"metadata\":{{\"name\":\"{key.Name}\"{ns}}},\"spec\":{spec}}}";
    }

    /// <summary>The status of a condition of a kind's definition; null where it is absent.</summary>
    public static async Task<string?> ConditionAsync(ResourceInfo kind, string type, CancellationToken cancellationToken)
    {
        var definition = await DefinitionAsync(kind, cancellationToken);
        for (var i = 0; definition.At("status", "conditions", i, "type") is { } found; i++)
        {
            if (found == type)
            {
                return definition.At("status", "conditions", i, "status");
            }
        }

        return null;
    }
}
