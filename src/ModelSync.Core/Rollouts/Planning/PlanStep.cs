using ModelSync.Core.Revisions;

namespace ModelSync.Core.Rollouts.Planning;

/// <summary>One step of a plan as the planner takes it.</summary>
internal abstract record PlanStep(string Name);

/// <summary>The candidate gets pods, and no traffic.</summary>
internal sealed record PrepareStep() : PlanStep("prepare");

/// <summary>The candidate gets a share of the traffic.</summary>
internal sealed record WeightStep(int Weight) : PlanStep($"setWeight {Weight}");

/// <summary>A time passes, or somebody promotes.</summary>
internal sealed record WaitStep(TimeSpan? Duration) : PlanStep(Duration is { } time ? $"pause {(long)time.TotalSeconds}s" : "pause");

/// <summary>A gate decides.</summary>
internal sealed record CheckStep(PlannedGate Gate) : PlanStep($"gate {Gate.Gate.Name}");
