using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Rollouts;

/// <summary>How a moment is written down when something begins.</summary>
public static class Stamp
{
    /// <summary>The moment, rounded up to whole seconds: a start that was cut instead would shorten the wait that is measured from it.</summary>
    public static KubeTime Of(DateTimeOffset now)
    {
        var rest = now.UtcTicks % TimeSpan.TicksPerSecond;
        return new KubeTime(rest == 0 ? now : now.AddTicks(TimeSpan.TicksPerSecond - rest));
    }
}
