namespace ModelSync.Playground.DataPlane.Routing;

/// <summary>
/// When a request is sent once more. Whatever the policy, one that no server has seen yet goes to another endpoint; only a policy has a
/// request repeated that may have been served.
/// </summary>
internal sealed record RetryPolicy
{
    public static RetryPolicy None { get; } = new();

    /// <summary>How many times more.</summary>
    public int Attempts { get; init; }

    /// <summary>The time for each.</summary>
    public TimeSpan? PerTryTimeout { get; init; }

    /// <summary>Whether a connection that broke before an answer counts, and a try that ran out of time.</summary>
    public bool OnReset { get; init; }

    /// <summary>Whether 500 to 599 count.</summary>
    public bool OnServerError { get; init; }

    /// <summary>Other status codes that count.</summary>
    public IReadOnlySet<int> OnStatus { get; init; } = new HashSet<int>();

    public bool Covers(int status) => (OnServerError && status is >= 500 and < 600) || OnStatus.Contains(status);
}
