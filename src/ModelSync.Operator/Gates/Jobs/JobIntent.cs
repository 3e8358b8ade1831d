using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Api.Versions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Jobs;

/// <summary>Renders the Job of a gate from its pod template.</summary>
internal static class JobIntent
{
    /// <summary>The label with the run, on Jobs alone.</summary>
    public const string RunLabel = "modelsync.io/gate-run";

    /// <summary>The label with the rollout's name. Not the label of the rollout's own pods, which Services select.</summary>
    public const string RolloutLabel = "modelsync.io/gate-of";

    private const string Own = "modelsync.io/";
    private const int KeptSeconds = 86_400;

    /// <summary>The Job, ready to be applied; or why it cannot be rendered.</summary>
    public static (ReadOnlyMemory<byte>? Job, string? Problem) Render(JobCheck check, MeasurementContext context, string name, string run)
    {
        JsonObject? template;
        try
        {
            template = check.Template is { } raw ? Reading.JsonText.Tree(raw) as JsonObject : null;
        }
        catch (JsonException)
        {
            template = null;
        }

        if (template?["spec"] is not JsonObject pod || pod["containers"] is not JsonArray { Count: > 0 } containers)
        {
            return (null, "spec.job.template.spec.containers is empty: write the pod template of the Job into the gate");
        }

        pod["restartPolicy"] ??= "Never";
        foreach (var container in containers.Concat(pod["initContainers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            SetEnvironment(container, Variables(context.Scene));
            NameProtocols(container);
        }

        template["metadata"] = PodMetadata(template["metadata"] as JsonObject);
        var job = new JsonObject
        {
            ["apiVersion"] = "batch/v1",
            ["kind"] = "Job",
            ["metadata"] = Metadata(context.Scene, name, run),
            ["spec"] = new JsonObject
            {
                ["backoffLimit"] = check.BackoffLimit ?? 0,
                ["activeDeadlineSeconds"] = (long)Math.Ceiling(context.Settings.Timeout.TotalSeconds),
                ["ttlSecondsAfterFinished"] = KeptSeconds,
                ["template"] = template,
            },
        };
        return (Reading.JsonBytes.Of(job).ToArray(), null);
    }

    private static JsonObject Metadata(GateScene scene, string name, string run)
    {
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = scene.Rollout.Namespace,
            ["labels"] = new JsonObject { [RunLabel] = run, [RolloutLabel] = scene.Rollout.Name },
            ["annotations"] = new JsonObject { [ObjectKeys.RolloutUid] = scene.Rollout.Uid },
        };

        // An owner that a member cluster does not know invites its garbage collector.
        if (scene.Cluster == ClusterName.Local)
        {
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = $"{ApiGroup.Name}/{ApiGroup.Version}",
                ["kind"] = "ModelRollout",
                ["name"] = scene.Rollout.Name,
                ["uid"] = scene.Rollout.Uid,
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            });
        }

        return metadata;
    }

    /// <summary>The user's labels and annotations without any of ours: by one of those, a Service would send users' requests to the check.</summary>
    private static JsonObject PodMetadata(JsonObject? metadata)
    {
        var result = new JsonObject();
        foreach (var member in (string[])["labels", "annotations"])
        {
            var kept = new JsonObject();
            foreach (var (key, value) in metadata?[member] as JsonObject ?? [])
            {
                if (!key.StartsWith(Own, StringComparison.Ordinal))
                {
                    kept[key] = value?.DeepClone();
                }
            }

            result[member] = kept;
        }

        return result;
    }

    private static (string Name, string Value)[] Variables(GateScene scene) =>
    [
        ("MODEL_VERSION", scene.Candidate.Record.Inputs.Version),
        ("BASELINE_MODEL_VERSION", scene.Stable?.Record.Inputs.Version ?? string.Empty),
        ("MODEL_URI", UriOf(scene.Candidate)),
        ("CANDIDATE_URL", RevisionAddress.Of(scene.Candidate, scene.Rollout.Namespace) ?? string.Empty),
        ("STABLE_URL", RevisionAddress.Of(scene.Stable, scene.Rollout.Namespace) ?? string.Empty),
    ];

    private static string UriOf(SceneRevision revision)
    {
        var weights = revision.Version?.Spec?.Components?.FirstOrDefault(static component => component.Role == ComponentRole.Weights)?.Name;
        return revision.Version?.Components.FirstOrDefault(component => string.Equals(component.Name, weights, StringComparison.Ordinal))?.Uri ?? string.Empty;
    }

    /// <summary>Ours come first, so that the container's own may use them, and win over others of the same name.</summary>
    private static void SetEnvironment(JsonObject container, (string Name, string Value)[] variables)
    {
        var env = new JsonArray();
        foreach (var (name, value) in variables)
        {
            env.Add((JsonNode)new JsonObject { ["name"] = name, ["value"] = value });
        }

        foreach (var own in container["env"] as JsonArray ?? [])
        {
            var name = own is JsonObject variable && variable["name"] is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;
            if (!variables.Any(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)))
            {
                env.Add(own?.DeepClone());
            }
        }

        container["env"] = env;
    }

    // Servers key ports by number and protocol and fill in the protocol too late for an apply.
    private static void NameProtocols(JsonObject container)
    {
        foreach (var port in (container["ports"] as JsonArray ?? []).OfType<JsonObject>())
        {
            port["protocol"] ??= "TCP";
        }
    }
}
