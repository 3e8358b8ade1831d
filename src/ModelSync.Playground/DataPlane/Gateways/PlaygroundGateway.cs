using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Playground.DataPlane.Gateways;

/// <summary>Makes the playground's class and a Gateway of it where they are missing, so that a route needs but a parentRef.</summary>
internal static class PlaygroundGateway
{
    /// <summary>The kinds are given in the versions that the server has.</summary>
    public static async Task EnsureAsync(
        IKubernetesClient client, ResourceInfo classes, ResourceInfo gateways, NamespacedName name, CancellationToken cancellationToken)
    {
        await CreateAsync(client, classes, Class(), cancellationToken).ConfigureAwait(false);
        await CreateAsync(client, gateways, Gateway(name), cancellationToken).ConfigureAwait(false);
    }

    private static async Task CreateAsync(IKubernetesClient client, ResourceInfo resource, JsonObject manifest, CancellationToken cancellationToken)
    {
        try
        {
            var value = DynamicObject.Parse(System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));
            await client.Dynamic(resource).CreateAsync(value, options: null, cancellationToken).ConfigureAwait(false);
        }
        catch (KubernetesApiException e) when (e.IsAlreadyExists)
        {
            // Made by an earlier run, or by somebody who wants it otherwise.
        }
    }

    private static JsonObject Class() => new()
    {
        ["metadata"] = new JsonObject { ["name"] = GatewayClasses.ClassName },
        ["spec"] = new JsonObject { ["controllerName"] = GatewayClasses.ControllerName },
    };

    private static JsonObject Gateway(NamespacedName name) => new()
    {
        ["metadata"] = new JsonObject { ["name"] = name.Name, ["namespace"] = name.Namespace },
        ["spec"] = new JsonObject
        {
            ["gatewayClassName"] = GatewayClasses.ClassName,
            ["listeners"] = new JsonArray(new JsonObject
            {
                ["name"] = "http",
                ["port"] = 80,
                ["protocol"] = "HTTP",
                ["allowedRoutes"] = new JsonObject { ["namespaces"] = new JsonObject { ["from"] = "All" } },
            }),
        },
    };
}
