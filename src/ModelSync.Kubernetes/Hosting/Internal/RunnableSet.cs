using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Hosting.Internal;

/// <summary>The runnables of one group: started in the order in which they were added, stopped together. Thread-safe.</summary>
/// <remarks>
/// <code>
/// waiting ──► started ──► stopped
///    └───────────────────────▲      (what was never started never will be)
/// </code>
/// </remarks>
internal sealed class RunnableSet(RunnableGroup group, bool mayEnd, RuntimeServices services, Action<Exception> fail)
{
    private readonly Lock _gate = new();
    private readonly ILogger _logger = services.LoggerFactory.CreateLogger<Manager>();
    private readonly List<Member> _members = [];
    private CancellationTokenSource? _running;
    private bool _isStopped;

    /// <summary>
    /// Servers and caches are what the others rely on: one that ends leaves a process that looks alive and is deaf. The others may have done their work.
    /// </summary>
    public static bool MayEnd(RunnableGroup group) => group is RunnableGroup.Others or RunnableGroup.LeaderElected;

    /// <summary>Adds one; where the group runs already, it starts at once.</summary>
    /// <exception cref="InvalidOperationException">The group has been stopped.</exception>
    public void Add(string name, IRunnable runnable)
    {
        var member = new Member(name, runnable);
        CancellationToken? token;
        lock (_gate)
        {
            if (_isStopped)
            {
                throw new InvalidOperationException($"{name} cannot be added: the manager is stopping");
            }

            _members.Add(member);
            token = _running?.Token;
            if (token is not null)
            {
                Start_NeedsLock(member, token.Value);
            }
        }
    }

    /// <summary>Starts all, one after the other: one has started once it has returned its task. Each is told to end by its group's end or by the token.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var next = 0; TryStartNext(next, cancellationToken) is { } member; next++)
        {
            await member.Begun.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Tells all to end and waits for them; returns the names of those that have not when the time is up.</summary>
    public async Task<IReadOnlyList<string>> StopAsync(StopClock clock, CancellationToken lost)
    {
        Member[] members;
        lock (_gate)
        {
            _isStopped = true;
            members = [.. _members.Where(member => member.Running is not null)];
        }

        if (_running is null)
        {
            return [];
        }

        var beganAt = services.TimeProvider.GetTimestamp();

        // Not awaited by itself: somebody who listens to the token may block.
        var cancelling = _running.CancelAsync();
        var all = Task.WhenAll([cancelling, .. members.Select(member => member.Running!)]);
        await clock.WaitAsync(all, lost).ConfigureAwait(false);
        if (cancelling.Exception is { } exception)
        {
            ManagerLog.ListenerFailed(_logger, exception, group);
        }

        if (all.IsCompleted)
        {
            _running.Dispose();
        }

        var late = members.Where(member => !member.Running!.IsCompleted).Select(member => member.Name).ToList();
        foreach (var name in late)
        {
            ManagerLog.Ignores(_logger, name, group, services.TimeProvider.GetElapsedTime(beganAt));
        }

        return late;
    }

    private Member? TryStartNext(int index, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isStopped)
            {
                return null;
            }

            _running ??= CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (index >= _members.Count)
            {
                return null;
            }

            // One that was added meanwhile has been started by whoever added it.
            if (_members[index].Running is null)
            {
                Start_NeedsLock(_members[index], _running.Token);
            }

            return _members[index];
        }
    }

    // On another thread: user code under the lock could block everything, as one that never yields would block the start of the others.
    private void Start_NeedsLock(Member member, CancellationToken token)
    {
        ManagerLog.Starting(_logger, member.Name, group);
        member.Running = Task.Run(() => RunAsync(member, token), CancellationToken.None);
    }

    private async Task RunAsync(Member member, CancellationToken token)
    {
        try
        {
            Task task;
            try
            {
                task = member.Runnable.RunAsync(token);
            }
            finally
            {
                member.Begun.TrySetResult();
            }

            await task.ConfigureAwait(false);
            if (!token.IsCancellationRequested)
            {
                End(member);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
        }
        catch (LeadershipLostException exception)
        {
            fail(exception);
        }
        catch (Exception exception)
        {
            ManagerLog.Failed(_logger, exception, member.Name, group);
            fail(new RunnableFailedException(member.Name, group, $"failed: {exception.Message}", exception));
        }
    }

    private void End(Member member)
    {
        ManagerLog.Ended(_logger, member.Name, group);
        if (!mayEnd)
        {
            fail(new RunnableFailedException(member.Name, group, "has ended though nobody told it to, and others rely on it"));
        }
    }

    private sealed class Member(string name, IRunnable runnable)
    {
        public string Name => name;

        public IRunnable Runnable => runnable;

        public Task? Running { get; set; }

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
