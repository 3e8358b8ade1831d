namespace ModelSync.Kubernetes.Controllers;

/// <summary>What becomes of a request that went well.</summary>
public readonly record struct Result
{
    private Result(TimeSpan after) => RequeueAfter = after;

    /// <summary>When to look again even if nothing changes; null for never.</summary>
    public TimeSpan? RequeueAfter { get; }

    /// <summary>Nothing more to do until something changes.</summary>
    public static Result Done => default;

    /// <summary>Look again after this time, or sooner if something changes; zero is refused, because it would be a hot loop.</summary>
    public static Result After(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new Result(time);
    }
}
