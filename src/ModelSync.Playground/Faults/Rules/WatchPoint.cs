using System.Globalization;
using System.Runtime.InteropServices;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>A moment in the life of a watch: after so many events (bookmarks do not count), or after some time; by default its beginning.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WatchPoint
{
    /// <summary>What a rule takes for one.</summary>
    internal const string Takes = "takes a number of events such as 3, or a time such as 500ms";

    private WatchPoint(int events, TimeSpan? time) => (Events, Time) = (events, time);

    /// <summary>How many events are told before it.</summary>
    public int Events { get; }

    /// <summary>How long the watch is open before it; null where events are counted.</summary>
    public TimeSpan? Time { get; }

    /// <summary>After so many events.</summary>
    public static WatchPoint AfterEvents(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new WatchPoint(count, time: null);
    }

    /// <summary>After some time.</summary>
    public static WatchPoint AfterTime(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new WatchPoint(0, time);
    }

    /// <summary>A number of events, or a time with its unit.</summary>
    public override string ToString() => Time is { } time ? RuleDuration.Print(time) : Events.ToString(CultureInfo.InvariantCulture);

    internal static bool TryParse(string text, out WatchPoint point)
    {
        point = default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var events))
        {
            point = AfterEvents(events);
            return true;
        }

        if (RuleDuration.TryParse(text, out var time) && time > TimeSpan.Zero)
        {
            point = AfterTime(time);
            return true;
        }

        return false;
    }
}
