using System.Collections.Frozen;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Patching;

/// <summary>
/// Where built-in kinds have lists of ports that are keyed by number and protocol. Custom kinds are not among them, whatever their
/// fields are called: their lists have the keys that their own schema gives.
/// </summary>
internal static class PortLists
{
    private static readonly string[][] OfPodTemplates = InPod("spec", "template", "spec");

    private static readonly FrozenDictionary<(string Group, string Kind), string[][]> ByKind = new Dictionary<(string Group, string Kind), string[][]>
    {
        [("", "Service")] = [["spec", "ports", JsonPathTracker.AnyItem]],
        [("", "Pod")] = InPod("spec"),
        [("", "PodTemplate")] = InPod("template", "spec"),
        [("", "ReplicationController")] = OfPodTemplates,
        [("apps", "Deployment")] = OfPodTemplates,
        [("apps", "ReplicaSet")] = OfPodTemplates,
        [("apps", "StatefulSet")] = OfPodTemplates,
        [("apps", "DaemonSet")] = OfPodTemplates,
        [("batch", "Job")] = OfPodTemplates,
        [("batch", "CronJob")] = InPod("spec", "jobTemplate", "spec", "template", "spec"),
    }.ToFrozenDictionary();

    /// <summary>The steps to each list's items, as <see cref="JsonPathTracker.IsAt"/> takes them; none for most kinds.</summary>
    public static string[][] Of(ResourceInfo resource) => ByKind.TryGetValue((resource.Group, resource.Kind), out var lists) ? lists : [];

    private static string[][] InPod(params string[] podSpec) =>
    [
        [.. podSpec, "containers", JsonPathTracker.AnyItem, "ports", JsonPathTracker.AnyItem],
        [.. podSpec, "initContainers", JsonPathTracker.AnyItem, "ports", JsonPathTracker.AnyItem],
    ];
}
