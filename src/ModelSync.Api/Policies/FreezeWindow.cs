using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Policies;

/// <summary>A time during which nothing advances: from start to end, or again and again by cron and durationSeconds.</summary>
public sealed record FreezeWindow : SpecPart
{
    /// <summary>The beginning of a single window.</summary>
    public KubeTime? Start { get; init; }

    /// <summary>The end of a single window.</summary>
    public KubeTime? End { get; init; }

    /// <summary>The beginnings of a repeated window: minute, hour, day of month, month, day of week.</summary>
    [Length(9, 64)]
    public string? Cron { get; init; }

    /// <summary>How long a repeated window lasts.</summary>
    [Range(60, 2678400)]
    public int? DurationSeconds { get; init; }

    /// <summary>The time zone of cron, such as Europe/Berlin; left out: UTC.</summary>
    [Length(1, 64)]
    public string? TimeZone { get; init; }
}
