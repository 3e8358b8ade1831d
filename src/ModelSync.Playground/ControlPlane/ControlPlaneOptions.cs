using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.ControlPlane;

/// <summary>How a control plane is to run. The defaults give a whole one whose data goes when it stops.</summary>
public sealed record ControlPlaneOptions
{
    /// <summary>The binaries; null: <see cref="ControlPlaneBinaries.FindAsync"/> finds or builds them.</summary>
    public ControlPlaneBinaries? Binaries { get; init; }

    /// <summary>What runs beside etcd and the API server.</summary>
    public ControlPlaneComponents Components { get; init; } = ControlPlaneComponents.All;

    /// <summary>Leaves the data directory (logs, keys, etcd's data) where it is after the end.</summary>
    public bool KeepData { get; init; }

    /// <summary>Off: every list and watch goes to etcd, so that <see cref="LocalControlPlane.CompactEtcdAsync"/> makes old resource versions 410 Gone.</summary>
    public bool WatchCache { get; init; } = true;

    /// <summary>
    /// An audit policy (YAML or JSON): every matching request is then a line of <see cref="LocalControlPlane.AuditLogPath"/>, written before it is answered.
    /// </summary>
    public string? AuditPolicy { get; init; }

    /// <summary>The Unix socket of an HTTP CONNECT proxy that the API server dials pods, services and webhooks through.</summary>
    public string? EgressSocket { get; init; }

    /// <summary>Users with bearer tokens. They have no rights but those that RBAC gives to them or their groups.</summary>
    public IReadOnlyList<TokenUser> Users { get; init; } = [];

    /// <summary>More arguments for etcd. Here and below, one replaces ours of the same name; feature gates add up.</summary>
    public IReadOnlyList<string> EtcdArguments { get; init; } = [];

    /// <summary>More arguments for kube-apiserver.</summary>
    public IReadOnlyList<string> ApiServerArguments { get; init; } = [];

    /// <summary>More arguments for kube-controller-manager.</summary>
    public IReadOnlyList<string> ControllerManagerArguments { get; init; } = [];

    /// <summary>More arguments for kube-scheduler.</summary>
    public IReadOnlyList<string> SchedulerArguments { get; init; } = [];

    /// <summary>How long the start may take, without the build of the binaries.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stop that keeps the data waits for etcd to end in peace before it is killed.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Is told each step of the start.</summary>
    public IProgress<string>? Progress { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
