using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Traffic;

/// <summary>A route that still sends to a rollout by settings that are not in force any more.</summary>
/// <param name="Kind">HTTPRoute, GRPCRoute or VirtualService.</param>
/// <param name="Route">The route.</param>
/// <param name="Rule">The rule of somebody else's route; null for a route that the rollout owns.</param>
internal sealed record FormerRoute(string Kind, DynamicObject Route, AdoptedRule? Rule)
{
    public bool IsOwned => Rule is null;
}
