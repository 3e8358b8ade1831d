using System.Runtime.InteropServices;

namespace ModelSync.Playground.Nodes.Life;

/// <summary>A wait that doubles with each failure, and when it was last set.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BackOff(TimeSpan Delay, DateTimeOffset SetAt)
{
    public static BackOff First(DateTimeOffset now, KubeletTimings timings) => new(timings.BackOffInitial, now);

    public BackOff Doubled(DateTimeOffset now, KubeletTimings timings) => new(Delay < timings.BackOffMax / 2 ? Delay * 2 : timings.BackOffMax, now);
}
