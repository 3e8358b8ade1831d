using ModelSync.Api.Rollouts;

namespace ModelSync.Simulation.Scenarios;

/// <summary>The world before anything happens: what the rollout says, and how many clusters there are.</summary>
internal sealed record Setup
{
    /// <summary>How long each wave soaks.</summary>
    public const int SoakSeconds = 20;

    /// <summary>What splits the traffic.</summary>
    public TrafficType Traffic { get; init; } = TrafficType.GatewayAPI;

    /// <summary>Pods of the stable revision.</summary>
    public int Replicas { get; init; } = 4;

    /// <summary>How long a pod has to be ready before it counts.</summary>
    public int MinReadySeconds { get; init; }

    /// <summary>Member clusters; 0 for the operator's own cluster alone.</summary>
    public int Clusters { get; init; }

    /// <summary>Waves, where there are member clusters; cluster number c is in wave c modulo this.</summary>
    public int Waves { get; init; } = 1;

    /// <summary>How new versions take over.</summary>
    public RolloutStrategy Strategy { get; init; } = Plans.Canary(Plans.Weight(25), Plans.Pause(30), Plans.Weight(50), Plans.Pause(30));

    /// <summary>Whether a gate on the error rate goes on in the background.</summary>
    public bool HasBackgroundGate { get; init; }

    /// <summary>Which gate that is: `errors` measures traffic, `smoke` needs none.</summary>
    public string BackgroundGateName { get; init; } = "errors";

    /// <summary>How long a step may take.</summary>
    public int DeadlineSeconds { get; init; } = 120;

    /// <summary>What a failed check leads to.</summary>
    public FailureMode OnFailure { get; init; }

    /// <summary>What a quarantine without a way out leads to.</summary>
    public QuarantineMode OnQuarantine { get; init; }

    /// <summary>How many proven revisions are gone back to without steps.</summary>
    public int RollbackWindow { get; init; } = 1;

    /// <summary>How many old revisions keep a Deployment.</summary>
    public int HistoryLimit { get; init; } = 2;

    /// <summary>What becomes of the objects when the rollout is deleted.</summary>
    public DeletionPolicy DeletionPolicy { get; init; }

    /// <summary>Whether the clusters of a wave take each step together.</summary>
    public bool Lockstep { get; init; } = true;

    /// <summary>How many clusters may fail.</summary>
    public int MaxFailures { get; init; }

    /// <summary>What more failures lead to.</summary>
    public FleetFailureMode OnFleetFailure { get; init; }

    /// <summary>What a lost cluster leads to.</summary>
    public ClusterLostMode OnClusterLost { get; init; }

    /// <summary>Whether clusters that cannot be reached at the start are left out.</summary>
    public bool SkipUnreachable { get; init; }

    /// <summary>Whether waves after the first need an approval.</summary>
    public bool WavesNeedApproval { get; init; }

    /// <summary>The spec of the rollout.</summary>
    public ModelRolloutSpec ToSpec() => new()
    {
        Model = "fraud",
        Version = VersionName.Of(1),
        Replicas = Replicas,
        MinReadySeconds = MinReadySeconds,
        Template = Plans.Template(0),
        ServingContainer = "server",
        Ports = Plans.Ports,
        Delivery = DeliveryMode.Env,
        Strategy = Strategy,
        Gates = HasBackgroundGate ? [new BackgroundGate { GateRef = Plans.GateOf(BackgroundGateName), When = GatePeriod.Both }] : [],
        Traffic = Plans.Traffic(Traffic),
        OnFailure = OnFailure,
        OnQuarantine = OnQuarantine,
        RollbackWindow = RollbackWindow,
        ProgressDeadlineSeconds = DeadlineSeconds,
        RevisionHistoryLimit = HistoryLimit,
        DeletionPolicy = DeletionPolicy,
        Placement = Clusters == 0 ? null : ToPlacement(),
    };

    /// <summary>The setup in words; only what differs from the usual one.</summary>
    public override string ToString() => SetupText.Of(this);

    private PlacementSpec ToPlacement() => new()
    {
        Clusters = new ClusterSelection { Names = [.. Enumerable.Range(0, Clusters).Select(ClusterNames.Of)] },
        Waves = Waves < 2 ? null : [.. Enumerable.Range(0, Waves).Select(ToWave)],
        Lockstep = Lockstep,
        MaxFailures = MaxFailures,
        OnFailure = OnFleetFailure,
        OnClusterLost = OnClusterLost,
        SkipUnreachable = SkipUnreachable,
    };

    private WaveSpec ToWave(int wave) => new()
    {
        Name = $"wave-{wave}",
        Selector = Plans.WaveSelector(wave),
        SoakSeconds = SoakSeconds,
        Approval = WavesNeedApproval && wave > 0 ? WaveApproval.Required : WaveApproval.NotRequired,
    };
}
