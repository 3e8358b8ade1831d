using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.LeaderElection.Internal;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.LeaderElection;

/// <summary>
/// Stands for leader by a Lease, as client-go does, for one term: whoever has lost it exits. Everything is judged by this process's monotonic clock, so that
/// wall clocks may be wrong; the rates of two clocks may differ by as much as LeaseDuration is longer than RenewDeadline. A machine that is suspended stops
/// its clock and does not know that its term is over: a Lease does not fence, and what must not come late carries the epoch or a resourceVersion.
/// </summary>
/// <remarks>
/// <code>
/// RunAsync ──► follower ──► term ──► cancelled: the term ends, the Lease is released, RunAsync returns
///                 │           └────► deadline missed, or another's Lease: the term ends, RunAsync throws LeadershipLostException
///                 └──► cancelled: RunAsync returns
/// </code>
/// </remarks>
public sealed class LeaderElector : ILeadership, IRunnable
{
    private readonly TaskCompletionSource<LeadershipTerm> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LeaderContext _context;
    private readonly LeaseStore _store;
    private volatile LeaseTerm? _term;
    private volatile bool _isRunning;
    private volatile bool _keepsLease;
    private int _started;

    /// <summary>
    /// An elector; it does nothing before it is run. With a client of its own a renewal never waits behind the workers' requests, of which
    /// <see cref="Clusters.ICluster.Client"/> lets only so many through at once.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public LeaderElector(IKubernetesClient client, LeaderElectionOptions options, RuntimeServices services)
        : this(client, options, services, SystemConfigEnvironment.Instance)
    {
    }

    internal LeaderElector(IKubernetesClient client, LeaderElectionOptions options, RuntimeServices services, IConfigEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(services);
        options.Validate();
        var key = ProcessIdentity.ResolveKey(options, environment);
        _context = new LeaderContext(options, key, ProcessIdentity.Resolve(options, environment), services);
        _store = new LeaseStore(client, key);
    }

    /// <summary>Who we are in the Lease.</summary>
    public string Identity => _context.Identity;

    /// <inheritdoc />
    public LeadershipTerm? Current => _term is { IsCurrent: true } term ? term.Term : null;

    /// <summary>How long after the end of a term nobody else can lead: the time there is to stop.</summary>
    internal TimeSpan TimeToStop => _context.Options.LeaseDuration - _context.Options.RenewDeadline;

    /// <summary>Completes with the first term; cancelled too where the election ends without one.</summary>
    public Task<LeadershipTerm> WaitAsync(CancellationToken cancellationToken) => _first.Task.WaitAsync(cancellationToken);

    /// <summary>Stands for leader and stays it until cancelled, and then releases the Lease: whatever needs the term has to have ended before. Runs once.</summary>
    /// <exception cref="LeadershipLostException">This process led and does so no more.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("A leader elector runs once; whoever has lost the leadership exits.");
        }

        LeaderLog.Standing(_context.Logger, _context.Key, Identity);
        _context.Beat();
        _isRunning = true;
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var view = new LeaseView(_context.Options.LeaseDuration, _context.Time);
        var watcher = new LeaseWatcher(_context, _store, view).RunAsync(watching.Token);
        try
        {
            if (await new LeaseFollower(_context, _store, view).AcquireAsync(cancellationToken).ConfigureAwait(false) is { } held)
            {
                using var term = Begin(held);
                watching.Cancel();
                await LeadAsync(term, held, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            // Awaited only here: a watch that takes its time to end must not hold up a renewal.
            _first.TrySetCanceled(CancellationToken.None);
            watching.Cancel();
            await watcher.ConfigureAwait(false);
            _isRunning = false;
        }
    }

    /// <summary>
    /// Whether the election still moves: unhealthy where its loops have not come round for longer than the lease's duration and the tolerance, whether or not the
    /// server answers. A process that hangs so must be restarted.
    /// </summary>
    public HealthEntry CheckHealth(TimeSpan tolerance)
    {
        var silence = _context.SinceBeat;
        return !_isRunning || silence <= _context.Options.LeaseDuration + tolerance
            ? new HealthEntry("leader-election", IsHealthy: true)
            : new HealthEntry("leader-election", IsHealthy: false, $"the election has not moved for {silence.TotalSeconds:0} s");
    }

    /// <summary>From now on the Lease is left to expire: something may still work in our term.</summary>
    internal void KeepLease() => _keepsLease = true;

    private LeaseTerm Begin(HeldLease held)
    {
        var term = new LeaseTerm(_context, held.Record.Transitions, held.StartedAt);
        _term = term;
        _context.Metrics.Transition();
        LeaderLog.Acquired(_context.Logger, _context.Key, term.Term.Epoch);
        _first.TrySetResult(term.Term);
        return term;
    }

    private async Task LeadAsync(LeaseTerm term, HeldLease held, CancellationToken cancellationToken)
    {
        var holder = new LeaseHolder(_context, _store, term, held);
        await holder.HoldAsync(cancellationToken).ConfigureAwait(false);
        if (!_keepsLease)
        {
            await holder.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
