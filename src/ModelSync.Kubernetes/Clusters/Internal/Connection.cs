namespace ModelSync.Kubernetes.Clusters.Internal;

/// <summary>What is known of one cluster's connection: a pure state machine over the results of probes.</summary>
/// <remarks>
/// <code>
///              failed                 failed, fewer than N in a row         failed
///               ┌──┐                           ┌──┐                          ┌──┐
///               ▼  │                           ▼  │                          ▼  │
///  added ──► Connecting ── answered ──► Connected ── failed, N in a row ──► Unreachable
///               │                         ▲    │ ▲                           │   │
///               │                         │    │ └──────── answered ─────────┘   │
///               │                         │    │                                 │
///               └──────── another cluster answered ───► Unreachable (another) ◄──┘
///                                         │                  │
///                                         └──── exchanged ───┘   probes change nothing any more
///
///  any ── removed ──► Removed
/// </code>
/// An address that leads to another cluster once may do so again: only a person can say which one is meant.
/// </remarks>
internal sealed record Connection
{
    private const string IdentityRefused = "the namespace kube-system, whose UID tells clusters apart, may no longer be read: another cluster at this address would "
        + "not be noticed; allow get on it";

    public required ClusterState State { get; init; }

    public required DateTimeOffset Since { get; init; }

    public DateTimeOffset? LastContact { get; init; }

    public string? Message { get; init; }

    /// <summary>How many probes have failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>How many answers in a row have left open who gave them, though that can be asked.</summary>
    public int OpenAnswers { get; init; }

    /// <summary>The UID of the cluster that is meant; null until it is known.</summary>
    public string? Uid { get; init; }

    /// <summary>Whether the address leads to another cluster than the one that is meant.</summary>
    public bool IsAnother { get; init; }

    public ClusterStatus Status => new(State, Since, LastContact, Message);

    public static Connection Begin(string? expectedUid, DateTimeOffset now) => new() { State = ClusterState.Connecting, Since = now, Uid = expectedUid };

    public Connection AfterProbe(ProbeResult result, int failuresUntilUnreachable, DateTimeOffset now)
    {
        if (State == ClusterState.Removed || IsAnother)
        {
            return this;
        }

        if (result.Error is { } error)
        {
            return AfterFailure(error, failuresUntilUnreachable, now);
        }

        return Uid is not null && result.Uid is not null && !string.Equals(Uid, result.Uid, StringComparison.Ordinal)
            ? Enter(ClusterState.Unreachable, $"another cluster answers: the UID of its namespace kube-system is {result.Uid}, expected {Uid}; "
                + "correct the configuration, or remove the cluster and add it anew", now) with
            { IsAnother = true }
            : AfterAnswer(result, now);
    }

    /// <summary>After a client was put in place that the cluster has answered, and that leads to the one that is meant.</summary>
    public Connection AfterExchange(string? uid, DateTimeOffset now) => State == ClusterState.Removed
        ? this
        : Enter(ClusterState.Connected, message: null, now) with { LastContact = now, Failures = 0, OpenAnswers = 0, Uid = Uid ?? uid, IsAnother = false };

    public Connection AfterRemoval(DateTimeOffset now) => Enter(ClusterState.Removed, message: null, now);

    /// <summary>When to ask next; all draw their own time, so that clusters that went together are not asked together.</summary>
    public TimeSpan NextProbe(ClusterRegistryOptions options, double jitter)
    {
        var pause = options.ProbeInterval;
        var inVain = Math.Max(Failures, OpenAnswers);
        if (inVain > 0)
        {
            var doubled = options.FirstPause * Math.Pow(2, Math.Min(inVain - 1, 30));
            var longest = Failures > 0 ? options.LongestPause : options.ProbeInterval;
            pause = doubled < longest ? doubled : longest;
        }

        return pause * (0.9 + (0.2 * jitter));
    }

    private Connection AfterAnswer(ProbeResult result, DateTimeOffset now)
    {
        // Said once: one answer that leaves it open in between does not take it back.
        var message = result.IsIdentityOpen && State == ClusterState.Connected ? Message
            : result.IsIdentityRefused && Uid is not null ? IdentityRefused
            : null;
        return Enter(ClusterState.Connected, message, now) with
        {
            LastContact = now,
            Failures = 0,
            OpenAnswers = result.IsIdentityOpen ? OpenAnswers + 1 : 0,
            Uid = Uid ?? result.Uid,
        };
    }

    private Connection AfterFailure(string error, int failuresUntilUnreachable, DateTimeOffset now)
    {
        var failed = this with { Failures = Failures + 1 };
        return State switch
        {
            ClusterState.Connected when failed.Failures < failuresUntilUnreachable => failed,
            ClusterState.Connecting => failed with { Message = error },
            _ => failed.Enter(ClusterState.Unreachable, error, now),
        };
    }

    private Connection Enter(ClusterState state, string? message, DateTimeOffset now) =>
        this with { State = state, Since = state == State ? Since : now, Message = message };
}
