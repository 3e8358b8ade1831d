using System.Globalization;
using ModelSync.Kubernetes.Client;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.World;

namespace ModelSync.Soak;

/// <summary>Makes trouble, one piece after the other, as the seed draws it.</summary>
internal sealed class Turmoil(Workload workload, SoakRandom random)
{
    private const int MostRules = 6;

    private static readonly string[] Rules =
    [
        "500 probability=0.2", "502 probability=0.2", "503 probability=0.3 retry-after=1", "504 probability=0.1", "429 probability=0.3 retry-after=1",
        "409 verb=patch probability=0.3", "410 verb=watch as=http count=2", "410 verb=watch as=event after=1 count=2", "401 count=1", "403 count=2",
        "latency delay=exp:100ms probability=0.5", "latency delay=12s count=1", "lost-answer probability=0.1", "lost-answer by=silence count=1",
        "drop-request probability=0.1", "malformed count=2", "malformed as=html count=1", "slow-body bytes=2000 every=20ms count=2", "goaway probability=0.05",
        "drop-watch after=3 count=3", "drop-watch by=reset count=2", "drop-watch by=half-line after=1 count=2", "stuck-watch count=1", "no-bookmarks count=3",
        "stale-list count=2", "refuse-connection count=3", "tls-failure count=1", "tls-certificate is=expired count=1",
    ];

    private static readonly string[] Behaviors =
        ["state=NotReady", "state=CrashLoop\nrun-ms=200", "state=OOMKilled\nrun-ms=200", "state=Hang", "error-rate=0.5", "latency-p50-ms=50", "ready-delay-ms=2000"];

    private static readonly ControlPlaneComponent[] Restarted =
        [ControlPlaneComponent.ApiServer, ControlPlaneComponent.ControllerManager, ControlPlaneComponent.Scheduler, ControlPlaneComponent.Etcd];

    private int _edits;

    public long Troubles { get; private set; }

    private PlaygroundCluster Cluster => workload.Place.Cluster;

    /// <summary>Goes on until it is cancelled; what is under way then is brought to its end.</summary>
    public async Task RunAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < length)
        {
            try
            {
                await TroubleAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is KubernetesApiException or KubernetesConnectionException)
            {
                // The API server is away: trouble enough.
            }

            Troubles++;
            await Task.Delay(TimeSpan.FromMilliseconds(200 + random.Below(1300)), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task TroubleAsync(CancellationToken cancellationToken) => random.Below(20) switch
    {
        0 => RestartAsync(cancellationToken),
        1 => PauseAsync(cancellationToken),
        2 => Cluster.ControlPlane.CompactEtcdAsync(cancellationToken),
        3 or 4 => workload.DeletePodsAsync(random.Pick(workload.Deployments), 1 + random.Below(10), cancellationToken),
        5 or 6 => workload.ScaleAsync(random.Pick(workload.Deployments), random.Below(workload.PodsOfEach + 1), cancellationToken),
        7 => workload.BehaveAsync(random.Below(workload.Deployments.Count), random.Pick(Behaviors), cancellationToken),
        8 => workload.BehaveAsync(deployment: null, behavior: "", cancellationToken),
        9 or 10 => workload.WeighAsync(random.Below(101), cancellationToken),
        11 or 12 or 13 => workload.EditSourceAsync(random.Below(Workload.Sources), ++_edits, cancellationToken),
        _ => AddRule(),
    };

    private Task AddRule()
    {
        var plan = Cluster.Faults.Plan;
        foreach (var over in plan.Faults.Where(fault => fault.IsOver))
        {
            plan.Remove(over.Id);
        }

        if (plan.Faults.Count < MostRules)
        {
            plan.Add(string.Create(CultureInfo.InvariantCulture, $"{random.Pick(Rules)} duration={1 + random.Below(8)}s"));
        }

        return Task.CompletedTask;
    }

    private async Task RestartAsync(CancellationToken cancellationToken)
    {
        var component = random.Pick(Restarted);
        await Cluster.ControlPlane.RestartAsync(component, cancellationToken).ConfigureAwait(false);
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var component = random.Pick(Restarted);
        await Cluster.ControlPlane.PauseAsync(component, cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500 + random.Below(2500)), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await Cluster.ControlPlane.ContinueAsync(component, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
