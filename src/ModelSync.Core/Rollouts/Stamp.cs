using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Rollouts;

/// <summary>Turns a moment into a time that a status keeps.</summary>
public static class Stamp
{
    /// <summary><paramref name="now"/>, rounded up to whole seconds.</summary>
    /// <remarks>
    /// <see cref="KubeTime"/> keeps whole seconds and cuts the rest. A start that is cut lies up to a second before the truth, and every wait that is
    /// counted from it is shorter by that much. Rounded up it is longer instead: the safe side.
    /// </remarks>
    public static KubeTime Of(DateTimeOffset now)
    {
        var utc = now.ToUniversalTime();
        var cut = new KubeTime(utc);
        return cut.ToDateTimeOffset() == utc || DateTimeOffset.MaxValue - utc < TimeSpan.FromSeconds(1) ? cut : new KubeTime(utc.AddSeconds(1));
    }
}
