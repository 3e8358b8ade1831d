namespace ModelSync.Playground.Nodes.Behaviors;

/// <summary>What was read of a pod's behaviour, and what could not be: sentences that name key, value and remedy.</summary>
internal sealed record BehaviorReading(PodBehavior Behavior, IReadOnlyList<string> Problems);
