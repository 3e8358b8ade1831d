using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.LeaderElection.Internal;

/// <summary>What the parts of one elector share.</summary>
internal sealed class LeaderContext
{
    private long _beatenAt;

    public LeaderContext(LeaderElectionOptions options, NamespacedName key, string identity, RuntimeServices services)
    {
        Options = options;
        Key = key;
        Identity = identity;
        Time = services.TimeProvider;
        Jitter = services.Jitter;
        Logger = services.LoggerFactory.CreateLogger<LeaderElector>();
        Metrics = new LeaderMetrics(services.Meter, key);
        Beat();
    }

    public LeaderElectionOptions Options { get; }

    public NamespacedName Key { get; }

    public string Identity { get; }

    public TimeProvider Time { get; }

    public Func<double> Jitter { get; }

    public ILogger Logger { get; }

    public LeaderMetrics Metrics { get; }

    public int DurationSeconds => (int)Options.LeaseDuration.TotalSeconds;

    /// <summary>How long one request may take: one that hangs leaves the time for another before the deadline.</summary>
    public TimeSpan RequestTimeout => Options.RenewDeadline / 2;

    /// <summary>How long ago a loop of the elector last came round; they do whether or not the server answers.</summary>
    public TimeSpan SinceBeat => Time.GetElapsedTime(Volatile.Read(ref _beatenAt));

    public void Beat() => Volatile.Write(ref _beatenAt, Time.GetTimestamp());

    /// <summary>Up to whole milliseconds, which is what timers count: less would fire too soon.</summary>
    public static TimeSpan RoundUp(TimeSpan time) =>
        time > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)) : TimeSpan.Zero;

    /// <summary>Returns when the time is over or the token is cancelled. Continues in place, unlike Task.Delay: a loop that is woken by a release acts at once.</summary>
    public async Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource();
        var timer = Time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), ended, RoundUp(time), Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            using (cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), ended))
            {
                await ended.Task.ConfigureAwait(false);
            }
        }
    }

    /// <summary>Sends a request that may not take longer than <see cref="RequestTimeout"/>.</summary>
    /// <returns>Why it failed, or null. Nothing that a server answers may end an election.</returns>
    public async Task<Exception?> TryAsync(Func<CancellationToken, Task> request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(RequestTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await request(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Tells a change of the leader to another; our own claim, which a watch may show before its answer has come, is told by the term.</summary>
    public void Report(bool isOtherHolder, LeaseRecord? record)
    {
        if (isOtherHolder && record is { } seen && !string.Equals(seen.Holder, Identity, StringComparison.Ordinal))
        {
            Metrics.Transition();
            LeaderLog.HeldBy(Logger, Key, seen.Holder);
        }
    }
}
