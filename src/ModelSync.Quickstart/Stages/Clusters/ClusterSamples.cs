using System.Text.Json.Nodes;
using ModelSync.Quickstart.Arguments;
using ModelSync.Quickstart.Manifests;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>The samples for a cluster, with the image that the person has chosen.</summary>
internal sealed class ClusterSamples(QuickstartArguments.Run arguments)
{
    // The least that leaves time for a pod to start where its image is there already.
    private const int BadDeadlineSeconds = 20;

    private bool IsDefault => arguments is { Image: QuickstartArguments.DefaultImage, Port: QuickstartArguments.DefaultPort };

    /// <summary>Where the load asks: the image of ours says there which pod answers.</summary>
    public string LoadPath => IsDefault ? "/hostname" : "/";

    /// <summary>Whether answers can be told apart by version.</summary>
    public bool NamesPods => IsDefault;

    public IReadOnlyList<JsonObject> Read(string sample) => [.. ManifestFiles.Read(ManifestFiles.ClusterSamples + sample).Select(WithImage)];

    /// <summary>Declares the bad version: its pods run, and are never ready, because nobody listens where their probe asks.</summary>
    public string PatchToBad(string version)
    {
        var container = (JsonObject)ContainerOf(Read("rollout.yaml")[0]).DeepClone();
        container["readinessProbe"] = new JsonObject { ["tcpSocket"] = new JsonObject { ["port"] = 1 }, ["periodSeconds"] = 1 };
        return new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["version"] = version,
                ["progressDeadlineSeconds"] = BadDeadlineSeconds,
                ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(container) } },
            },
        }.ToJsonString();
    }

    private static JsonObject ContainerOf(JsonObject rollout) => (JsonObject)rollout["spec"]!["template"]!["spec"]!["containers"]![0]!;

    private JsonObject WithImage(JsonObject manifest)
    {
        if (IsDefault || manifest["kind"]!.GetValue<string>() is not "ModelRollout")
        {
            return manifest;
        }

        var container = ContainerOf(manifest);
        container.Remove("args");
        container["image"] = arguments.Image;
        container["ports"] = new JsonArray(new JsonObject { ["containerPort"] = arguments.Port });
        container["readinessProbe"]!["tcpSocket"]!["port"] = arguments.Port;
        manifest["spec"]!["ports"]![0]!["targetPort"] = arguments.Port;
        return manifest;
    }
}
