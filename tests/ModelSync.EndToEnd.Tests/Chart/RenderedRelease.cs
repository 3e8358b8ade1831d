using System.Text.Json.Nodes;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Chart;

/// <summary>Puts what a chart renders into a cluster, as Helm does.</summary>
internal static class RenderedRelease
{
    /// <summary>A first installation. The namespace is what `helm install --create-namespace` makes.</summary>
    public static async Task InstallAsync(PlaygroundCluster cluster, JsonObject[] objects, CancellationToken cancellationToken)
    {
        await RunAsync(cluster, ["create", "namespace", objects.One("Deployment").Namespace!], "", cancellationToken);
        await ApplyAsync(cluster, objects, cancellationToken);
    }

    /// <summary>An installation over one that is there.</summary>
    public static async Task ApplyAsync(PlaygroundCluster cluster, JsonObject[] objects, CancellationToken cancellationToken)
    {
        var version = await cluster.Client.Discovery.GetVersionAsync(cancellationToken);
        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. objects.Select(one => OldServers.Adapt(one.DeepClone(), version))]) };
        await KubectlAsync(cluster, ["apply", "--validate=false", "-f", "-"], list.ToJsonString(), cancellationToken);
        string[] definitions = [.. objects.Where(static one => one.Kind == RenderedObjects.Definition).Select(static one => $"crd/{one.Name}")];
        await KubectlAsync(cluster, ["wait", "--for=condition=Established", "--timeout=60s", .. definitions], "", cancellationToken);
    }

    /// <summary>kubectl in the namespace of the release.</summary>
    public static Task<string> RunAsync(PlaygroundCluster cluster, IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken) =>
        KubectlAsync(cluster, ["--namespace", "modelsync-system", .. arguments], input, cancellationToken);

    private static async Task<string> KubectlAsync(PlaygroundCluster cluster, IReadOnlyList<string> arguments, string input, CancellationToken cancellationToken)
    {
        var result = await cluster.ControlPlane.KubectlAsync(arguments, input, cancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Output;
    }
}
