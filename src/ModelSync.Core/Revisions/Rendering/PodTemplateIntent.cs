using System.Text.Json.Nodes;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>The pod template of a revision: the user's, with the version's package in it.</summary>
internal static class PodTemplateIntent
{
    public static Rendered<JsonObject> Render(RolloutIdentity rollout, string revision, RevisionInputs inputs, PackageView package)
    {
        var template = JsonTree.Object(inputs.Template);
        if (template["spec"] is not JsonObject spec)
        {
            return new Impediment(ConditionReasons.InvalidTemplate, "spec.template.spec is missing: write the pod's containers there.");
        }

        var containers = spec.Objects("containers").ToList();
        var serving = containers.Find(container => string.Equals(container.Text("name"), inputs.ServingContainer, StringComparison.Ordinal));
        if (serving is null)
        {
            var names = string.Join(", ", containers.Select(static container => container.Text("name")).DefaultIfEmpty("none"));
            return new Impediment(
                ConditionReasons.InvalidTemplate,
                $"spec.servingContainer is {inputs.ServingContainer}, and spec.template.spec.containers has {names}: name one of them.");
        }

        var environment = PodEnvironment.Of(rollout, inputs, package);
        if (!environment.IsRendered)
        {
            return environment.Impediment;
        }

        List<JsonObject> all = [.. spec.Objects("initContainers"), .. containers];
        var impediment = all.Select(environment.Value.AddTo).FirstOrDefault(static one => one is not null)
            ?? SetImage(serving, package)
            ?? (inputs.Delivery is DeliveryMode.ImageVolume ? ImageVolumes.AddTo(spec, all, package) : null);
        if (impediment is not null)
        {
            return impediment;
        }

        ProfileProbes.AddTo(serving, package.Profile, rollout, inputs.Ports);
        all.ForEach(NameProtocols);
        SetMetadata(template, ObjectMetadata.Labels(rollout, revision, inputs), inputs);
        return template;
    }

    private static Impediment? SetImage(JsonObject serving, PackageView package)
    {
        if (package.Image is not { } image)
        {
            return null;
        }

        if (image.ImageReference is not { } reference)
        {
            return new Impediment(
                ObstacleReasons.NotResolved,
                $"Component {image.Name} is at {image.Uri}, which names no image by digest: wait until the ModelVersion is Ready.");
        }

        serving["image"] = reference;
        return null;
    }

    /// <summary>Servers key ports by number and protocol and fill in the protocol too late for an apply, so it is always written.</summary>
    private static void NameProtocols(JsonObject container)
    {
        foreach (var port in container.Objects("ports"))
        {
            port["protocol"] ??= "TCP";
        }
    }

    private static void SetMetadata(JsonObject template, JsonObject labels, RevisionInputs inputs)
    {
        var metadata = template["metadata"] as JsonObject ?? [];
        template["metadata"] = metadata;
        metadata["labels"] = Merge(metadata["labels"] as JsonObject, labels);
        metadata["annotations"] = Merge(metadata["annotations"] as JsonObject, JsonTree.Of((ObjectKeys.Digest, inputs.PackageDigest)));
    }

    private static JsonObject Merge(JsonObject? theirs, JsonObject ours)
    {
        var result = theirs?.DeepClone() as JsonObject ?? [];
        foreach (var (key, value) in ours)
        {
            result[key] = value?.DeepClone();
        }

        return result;
    }
}
