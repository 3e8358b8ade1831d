namespace ModelSync.Operator.Traffic;

/// <summary>One rule of somebody else's route to which a rollout has written.</summary>
/// <param name="Kind">HTTPRoute, GRPCRoute or VirtualService.</param>
/// <param name="Route">The route's name.</param>
/// <param name="Rule">The rule's name.</param>
internal sealed record AdoptedRule(string Kind, string Route, string Rule);
