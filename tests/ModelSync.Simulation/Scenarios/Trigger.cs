namespace ModelSync.Simulation.Scenarios;

/// <summary>When an incident happens: at a time, or a while after the rollout first reached a state.</summary>
/// <param name="State">The state; null for a time from the beginning.</param>
/// <param name="AfterMilliseconds">The time since the beginning or the state.</param>
internal readonly record struct Trigger(WorldState? State, long AfterMilliseconds)
{
    /// <summary>At so many seconds.</summary>
    public static Trigger At(double seconds) => new(null, (long)(seconds * 1000));

    /// <summary>So many seconds after a state was first reached.</summary>
    public static Trigger When(WorldState state, double seconds = 0) => new(state, (long)(seconds * 1000));

    /// <summary>The trigger in words.</summary>
    public override string ToString() => State is { } state ? $"{AfterMilliseconds / 1000.0} s after {state}" : $"at {AfterMilliseconds / 1000.0} s";
}
