using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>Asks the policies at the moments where they have a say.</summary>
internal static class PolicyAdvisor
{
    public static Impediment? Start(Turn turn) => null;

    public static Impediment? Advance(Turn turn, ClusterName cluster, int weight) => null;

    public static bool IsDenied(Turn turn, string? version, string? digest) => false;
}
