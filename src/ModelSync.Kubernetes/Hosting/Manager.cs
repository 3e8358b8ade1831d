using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.Hosting.Internal;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Hosting;

/// <summary>Runs all that a process consists of: starts it in order, stops it in reverse, and ends with the first failure or with the loss of the leadership.</summary>
/// <remarks>
/// <code>
/// starting:  Servers ──► Caches ──► Others ──► election ──► (first term) ──► LeaderElected
/// stopping:  LeaderElected ──► election (releases the Lease) ──► Others ──► Caches ──► Servers
///            begins with the cancellation of RunAsync, a failure, or the end of the term
/// </code>
/// A process that stops before its first term never starts what needs it (controller-runtime #2719); one whose term has ended stops altogether and must exit
/// (controller-runtime #1132).
/// </remarks>
public sealed class Manager : IRunnable
{
    private readonly Lock _gate = new();
    private readonly ManagerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ManagerHealth _health;
    private readonly Dictionary<RunnableGroup, RunnableSet> _groups;
    private readonly RunnableSet _election;
    private readonly TaskCompletionSource<string> _ending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _failure;
    private LeadershipTerm? _term;
    private int _started;

    /// <summary>A manager of nothing yet.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public Manager(ManagerOptions options, RuntimeServices services)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        options.Validate();
        _options = options;
        _time = services.TimeProvider;
        _logger = services.LoggerFactory.CreateLogger<Manager>();
        _health = new ManagerHealth(options, _time);
        _groups = Enum.GetValues<RunnableGroup>().ToDictionary(group => group, group => new RunnableSet(group, RunnableSet.MayEnd(group), services, Fail));
        _election = new RunnableSet(RunnableGroup.LeaderElected, mayEnd: false, services, Fail);
        if (options.Leadership is IRunnable elector)
        {
            _election.Add("the leader election", elector);
        }
    }

    /// <summary>Whether the process is alive and ready: alive as long as neither the election nor the stopping hangs, ready from start to stop, leader or not.</summary>
    public IHealthReport Health => _health.Checks;

    /// <summary>Adds a runnable; where its group runs already, it starts at once.</summary>
    /// <exception cref="InvalidOperationException">The manager is stopping.</exception>
    public void Add(IRunnable runnable, RunnableGroup group)
    {
        ArgumentNullException.ThrowIfNull(runnable);
        SetOf(group).Add(runnable.GetType().Name, runnable);
    }

    /// <summary>Adds a controller: its sources to the caches, on every replica, its workers to the leader or to all, and its health to the readiness.</summary>
    /// <exception cref="ArgumentException">There is a controller of this name already.</exception>
    public void Add(IController controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        AddReadinessCheck($"controller/{controller.Name}", () => controller.Health);
        SetOf(RunnableGroup.Caches).Add($"the sources of controller {controller.Name}", controller.Sources);
        SetOf(controller.NeedsLeader ? RunnableGroup.LeaderElected : RunnableGroup.Others).Add($"controller {controller.Name}", controller);
    }

    /// <summary>Adds what must hold or the process is restarted. Quick, and never a request to anybody; what it throws counts as unhealthy.</summary>
    public void AddLivenessCheck(string name, Func<HealthEntry> check) => _health.Checks.AddLiveness(name, check);

    /// <summary>Adds what must hold before the process counts as started. Quick, and never a request to anybody; what it throws counts as unhealthy.</summary>
    public void AddReadinessCheck(string name, Func<HealthEntry> check) => _health.Checks.AddReadiness(name, check);

    /// <summary>Runs everything until cancelled, and ends it; returns when all has ended in time. Runs once.</summary>
    /// <exception cref="LeadershipLostException">This process led and does so no more: it must exit.</exception>
    /// <exception cref="RunnableFailedException">A runnable failed; it is named.</exception>
    /// <exception cref="TimeoutException">Something did not end within the grace period; it is named.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("A manager runs once.");
        }

        using (cancellationToken.UnsafeRegister(static manager => ((Manager)manager!)._ending.TrySetResult("it was told to"), this))
        {
            await StartAsync().ConfigureAwait(false);
            var reason = await _ending.Task.ConfigureAwait(false);
            ManagerLog.Stopping(_logger, reason);
        }

        var late = await StopAsync().ConfigureAwait(false);
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        if (late.Count > 0)
        {
            throw new TimeoutException($"told to end, and not ended within {_options.GracePeriod}: {string.Join(", ", late)}");
        }

        ManagerLog.Stopped(_logger);
    }

    private RunnableSet SetOf(RunnableGroup group) => _groups.TryGetValue(group, out var set) ? set : throw new ArgumentOutOfRangeException(nameof(group), group, "use one of the named groups");

    private async Task StartAsync()
    {
        foreach (var set in new[] { SetOf(RunnableGroup.Servers), SetOf(RunnableGroup.Caches), SetOf(RunnableGroup.Others), _election })
        {
            if (!await UnlessEnding(set.StartAsync(CancellationToken.None)).ConfigureAwait(false))
            {
                return;
            }
        }

        _health.Started();
        await (_options.Leadership is { } leadership ? StandAsync(leadership) : UnlessEnding(SetOf(RunnableGroup.LeaderElected).StartAsync(CancellationToken.None)))
            .ConfigureAwait(false);
    }

    private async Task StandAsync(ILeadership leadership)
    {
        using var waiting = new CancellationTokenSource();
        var first = leadership.WaitAsync(waiting.Token);
        if (!await UnlessEnding(first).ConfigureAwait(false))
        {
            await waiting.CancelAsync().ConfigureAwait(false);
            await ((Task)first).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        // An election that ends without a term has failed, and says so itself.
        if (first.IsCompletedSuccessfully)
        {
            await LeadAsync(await first.ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task LeadAsync(LeadershipTerm term)
    {
        _term = term;
        using (term.Lost.UnsafeRegister(static manager => ((Manager)manager!).OnLost(), this))
        {
            await UnlessEnding(SetOf(RunnableGroup.LeaderElected).StartAsync(term.Lost)).ConfigureAwait(false);
            await _ending.Task.ConfigureAwait(false);
        }
    }

    private void OnLost() => Fail(new LeadershipLostException("The leadership is lost."));

    private async Task<bool> UnlessEnding(Task task) => await Task.WhenAny(_ending.Task, task).ConfigureAwait(false) == task && !_ending.Task.IsCompleted;

    private async Task<List<string>> StopAsync()
    {
        _health.Stopping();
        var clock = new StopClock(_options.GracePeriod, (_options.Leadership as LeaderElector)?.TimeToStop ?? _options.GracePeriod, _time);

        // There is less time after a loss, also where something else failed first because of it, or we were stopping before.
        var late = new List<string>(await SetOf(RunnableGroup.LeaderElected).StopAsync(clock, _term?.Lost ?? CancellationToken.None).ConfigureAwait(false));
        if (late.Count > 0)
        {
            // What still works in our term must not meet another leader sooner than it would after a crash.
            (_options.Leadership as LeaderElector)?.KeepLease();
        }

        foreach (var set in new[] { _election, SetOf(RunnableGroup.Others), SetOf(RunnableGroup.Caches), SetOf(RunnableGroup.Servers) })
        {
            // The election ends the term, in which nobody works any more: that is no loss.
            late.AddRange(await set.StopAsync(clock, CancellationToken.None).ConfigureAwait(false));
        }

        return late;
    }

    private void Fail(Exception exception)
    {
        lock (_gate)
        {
            // The first counts; only the election knows better why the leadership is lost than whoever has merely noticed it.
            if (_failure is null || (_failure is LeadershipLostException && exception is LeadershipLostException))
            {
                _failure = exception;
            }
        }

        _ending.TrySetResult(exception.Message);
    }
}
