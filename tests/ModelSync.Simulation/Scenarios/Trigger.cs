using System.Runtime.InteropServices;

namespace ModelSync.Simulation.Scenarios;

/// <summary>When an incident happens: at a time, or a while after the rollout came to a state.</summary>
/// <param name="State">The state; null for a time from the beginning.</param>
/// <param name="AfterMilliseconds">The time since the beginning or the state.</param>
/// <param name="Visit">At which time that it comes to the state, from 1: the first version already goes through most of them.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Trigger(WorldState? State, long AfterMilliseconds, int Visit = 1)
{
    /// <summary>At so many seconds.</summary>
    public static Trigger At(double seconds) => new(null, (long)(seconds * 1000));

    /// <summary>So many seconds after it came to a state.</summary>
    public static Trigger When(WorldState state, double seconds = 0, int visit = 1) => new(state, (long)(seconds * 1000), visit);

    /// <summary>The trigger in words.</summary>
    public override string ToString() => State is { } state ? $"{AfterMilliseconds / 1000.0} s after {state}{(Visit == 1 ? string.Empty : $" ({Visit})")}" : $"at {AfterMilliseconds / 1000.0} s";
}
