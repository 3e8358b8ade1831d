using System.Runtime.InteropServices;

namespace ModelSync.Core.Rollouts;

/// <summary>The time of day for calendars: it never runs ahead of the time that has really passed since the process started.</summary>
/// <remarks>
/// A wall clock that jumps forward would end a freeze early. One that jumps back is followed: a freeze then lasts longer. After a jump forward that
/// was a correction the steady time stays behind until the wall clock is set back or the process starts again; whoever must not miss the beginning
/// of a window looks at both clocks.
/// </remarks>
/// <param name="WallAtStart">The wall clock when the process started.</param>
/// <param name="MonotonicAtStart">The monotonic clock at the same moment.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SteadyTime(DateTimeOffset WallAtStart, TimeSpan MonotonicAtStart)
{
    /// <summary>The earlier of the wall clock and of the time at the start plus what the monotonic clock has counted since.</summary>
    public DateTimeOffset Now(DateTimeOffset wallNow, TimeSpan monotonicNow)
    {
        var steady = WallAtStart + (monotonicNow - MonotonicAtStart);
        return wallNow < steady ? wallNow : steady;
    }
}
