using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Controllers.Building;
using ModelSync.Kubernetes.Controllers.Running;
using ModelSync.Kubernetes.Health;
using ModelSync.Kubernetes.LeaderElection;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>
/// A controller in all its clusters:
/// <code>
/// registry ─► Sources ─► per cluster: informers ─► map ─► queue ─► workers ─► reconciler
///             every replica ─────────────────────────────┘ └─ while this process leads
/// </code>
/// </summary>
public sealed class Controller : IController
{
    private readonly ControllerDefinition _definition;
    private readonly ControllerClusters _clusters;
    private readonly ILogger _logger;

    internal Controller(ControllerDefinition definition)
    {
        _definition = definition;
        _logger = definition.Services.Runtime.LoggerFactory.CreateLogger($"{typeof(Controller).FullName}.{definition.Name}");
        _clusters = new ControllerClusters(definition, _logger);
        Sources = new ControllerSources(definition, _clusters, _logger);
    }

    /// <inheritdoc />
    public string Name => _definition.Name;

    /// <inheritdoc />
    public bool NeedsLeader => _definition.Options.NeedsLeader;

    /// <inheritdoc />
    public IRunnable Sources { get; }

    /// <inheritdoc />
    public HealthEntry Health
    {
        get
        {
            var local = Array.Find(_clusters.Present, static cluster => cluster.Cluster.Name == ClusterName.Local);
            return local is null ? new HealthEntry(Name, IsHealthy: !AwaitsLocal, AwaitsLocal ? "has not begun to watch its own cluster" : null)
                : local.HasSynced ? new HealthEntry(Name, IsHealthy: true)
                : new HealthEntry(Name, IsHealthy: false, $"waits for the first lists of {local.UnsyncedCaches()}");
        }
    }

    /// <summary>Begins to say what a controller does.</summary>
    /// <param name="name">Its name in logs and metrics, such as the plural of the kind that it looks after.</param>
    /// <param name="services">What it works with.</param>
    public static ControllerBuilder Named(string name, ControllerServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new ControllerBuilder(name, services);
    }

    /// <summary>Works until the token is cancelled or the term is lost, and returns when the last worker has: after that nothing of it writes any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        LeadershipTerm? term;
        try
        {
            term = await BeginTermAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        using var run = new WorkerRun(_definition.Services.Leadership, term, cancellationToken);
        _clusters.Begin(run);
        ControllerLog.Started(_logger, Name, term?.Epoch);
        try
        {
            await run.Ended.ConfigureAwait(false);
        }
        finally
        {
            await _clusters.EndAsync().ConfigureAwait(false);
            ControllerLog.Ended(_logger, Name);
        }
    }

    // The registry tells of its clusters away from whoever adds them: until then there are no caches that could be asked.
    private bool AwaitsLocal => _definition.Concerns(ClusterName.Local) && _definition.Services.Clusters.TryGet(ClusterName.Local, out _);

    private async ValueTask<LeadershipTerm?> BeginTermAsync(CancellationToken cancellationToken) =>
        NeedsLeader && _definition.Services.Leadership is { } leadership
            ? leadership.Current ?? await leadership.WaitAsync(cancellationToken).ConfigureAwait(false)
            : null;
}
