using System.Globalization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Cli.Output;

/// <summary>Times as kubectl shows ages.</summary>
internal static class ShortTime
{
    /// <summary>40s, 5m12s, 3h, 3d.</summary>
    public static string Of(TimeSpan time)
    {
        var seconds = (long)Math.Max(0, time.TotalSeconds);
        return seconds switch
        {
            < 120 => Text($"{seconds}s"),
            < 600 when seconds % 60 > 0 => Text($"{seconds / 60}m{seconds % 60}s"),
            < 10_800 => Text($"{seconds / 60}m"),
            < 172_800 => Text($"{seconds / 3600}h"),
            _ => Text($"{seconds / 86_400}d"),
        };
    }

    /// <summary>How long ago it was; empty where nothing is known.</summary>
    public static string Since(KubeTime? time, DateTimeOffset now) => time is { } known ? Of(now - known.ToDateTimeOffset()) : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
