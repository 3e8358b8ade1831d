using ModelSync.Playground.Nodes.Pods;

namespace ModelSync.Playground.Nodes.Scheduling;

/// <summary>How a pod is made one that no node fits: by a node selector that no node has, so that the scheduler itself says why.</summary>
internal static class UnschedulableRule
{
    public const string Label = PodAnnotations.Prefix + "unschedulable";
    public const string Value = "true";

    public static bool Holds(KubeletPod pod) => pod.Spec?.NodeSelector?.ContainsKey(Label) is true;
}
