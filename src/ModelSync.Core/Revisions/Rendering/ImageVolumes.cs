using System.Text.Json.Nodes;
using ModelSync.Api.Conditions;
using ModelSync.Api.Versions;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>Delivery as image volumes: each part of the package is mounted read-only, by digest.</summary>
internal static class ImageVolumes
{
    private const string Root = "/mnt/models";

    public static string PathOf(PackageView.Part part) => $"{Root}/{part.Name}";

    /// <summary>Adds the volumes and mounts them in all containers; an impediment for a part that is not in a registry of images.</summary>
    public static Impediment? AddTo(JsonObject podSpec, IReadOnlyList<JsonObject> containers, PackageView package)
    {
        var volumes = podSpec["volumes"] as JsonArray ?? [];
        podSpec["volumes"] = volumes;
        foreach (var part in package.Parts.Where(static part => part.Role is not ComponentRole.Image))
        {
            if (part.ImageReference is not { } reference)
            {
                return new Impediment(
                    ObstacleReasons.UnsupportedDelivery,
                    $"spec.delivery is ImageVolume, and component {part.Name} is at {part.Uri}: put it into an OCI registry, or use delivery Env.");
            }

            volumes.Add((JsonNode)JsonTree.Of(("name", VolumeOf(part)), ("image", JsonTree.Of(("reference", reference), ("pullPolicy", "IfNotPresent")))));
            foreach (var container in containers)
            {
                var mounts = container["volumeMounts"] as JsonArray ?? [];
                container["volumeMounts"] = mounts;
                mounts.Add((JsonNode)JsonTree.Of(("name", VolumeOf(part)), ("mountPath", PathOf(part)), ("readOnly", true)));
            }
        }

        return null;
    }

    private static string VolumeOf(PackageView.Part part) => $"model-{part.Name}";
}
