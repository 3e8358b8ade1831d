using System.Globalization;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.ControlPlane.Arguments;

/// <summary>The command line of each component, fit for the version at hand: 1.20 and later, etcd 3.4 and later.</summary>
internal sealed record ComponentArguments(ControlPlaneBinaries Binaries, ControlPlaneOptions Options, ControlPlaneFiles Files, ComponentPorts Ports)
{
    // nodelifecycle would taint simulated nodes, which renew no leases, and evict their pods; the others need disks.
    // These are the names of 1.20; later versions take them as aliases. Those of cloud controllers (route, service) must not be here:
    // they do nothing without a cloud, and from 1.37 on an unknown name keeps the controller manager from starting (kubernetes #138002).
    private const string Controllers = "*,-nodelifecycle,-attachdetach,-persistentvolume-expander,-nodeipam";

    private const string ServiceAccountIssuer = "https://kubernetes.default.svc.cluster.local";

    // The default of 20 requests a second makes a Deployment of 50 pods take seconds for nothing.
    private const string RequestsPerSecond = "500";
    private const string RequestBurst = "1000";

    private ControlPlanePki Pki => Files.Pki;

    // Alpha and off in 1.20 and 1.21; on by itself from 1.22 on, and an unknown gate from 1.28 on.
    private bool NeedsTerminatingConditionGate => !Binaries.Kubernetes.IsAtLeast(1, 22);

    // Until 1.21 these components also opened a port without TLS or authentication; the flag is gone from 1.24 on.
    private bool HasInsecurePort => !Binaries.Kubernetes.IsAtLeast(1, 23);

    public IReadOnlyList<string> Etcd() => new ArgumentList()
        .Add("name", "playground")
        .Add("data-dir", Files.EtcdData)
        .Add("listen-client-urls", Ports.EtcdUrl)
        .Add("advertise-client-urls", Ports.EtcdUrl)
        .Add("listen-peer-urls", Ports.EtcdPeerUrl)
        .Add("initial-advertise-peer-urls", Ports.EtcdPeerUrl)
        .Add("initial-cluster", $"playground={Ports.EtcdPeerUrl}")

        // TLS both ways: etcd holds every Secret, other users of this machine reach loopback too, and two control planes that
        // raced for a port must not mistake one's etcd for the other's.
        .Add("cert-file", Pki.CertificateFile(ControlPlanePki.Server))
        .Add("key-file", Pki.KeyFile(ControlPlanePki.Server))
        .Add("client-cert-auth", "true")
        .Add("trusted-ca-file", Pki.AuthorityCertificate)
        .Add("peer-cert-file", Pki.CertificateFile(ControlPlanePki.Server))
        .Add("peer-key-file", Pki.KeyFile(ControlPlanePki.Server))
        .Add("peer-client-cert-auth", "true")
        .Add("peer-trusted-ca-file", Pki.AuthorityCertificate)

        // One member elects itself: no reason to wait for others' heartbeats for a second.
        .Add("heartbeat-interval", "50")
        .Add("election-timeout", "250")
        .Add("log-level", "warn")

        // A crash of the machine may lose the data; a crash of etcd does not.
        .AddIf(Binaries.EtcdVersion.IsAtLeast(3, 5), "unsafe-no-fsync", "true")
        .With(Options.EtcdArguments);

    public IReadOnlyList<string> ApiServer() => new ArgumentList()
        .Add("etcd-servers", Ports.EtcdUrl)
        .Add("etcd-cafile", Pki.AuthorityCertificate)
        .Add("etcd-certfile", Pki.CertificateFile(ControlPlanePki.EtcdClient))
        .Add("etcd-keyfile", Pki.KeyFile(ControlPlanePki.EtcdClient))
        .Add("bind-address", "127.0.0.1")
        .Add("advertise-address", "127.0.0.1")
        .Add("secure-port", Text(Ports.ApiServer))

        // EndpointSlices refuse loopback addresses, so the Service "kubernetes" has no endpoint here.
        .Add("endpoint-reconciler-type", "none")
        .Add("cert-dir", Files.GeneratedCertificates)
        .Add("tls-cert-file", Pki.CertificateFile(ControlPlanePki.Server))
        .Add("tls-private-key-file", Pki.KeyFile(ControlPlanePki.Server))
        .Add("client-ca-file", Pki.AuthorityCertificate)
        .Add("token-auth-file", Pki.Tokens)
        .Add("authorization-mode", "Node,RBAC")
        .Add("service-account-key-file", Pki.ServiceAccountPublicKey)
        .Add("service-account-signing-key-file", Pki.ServiceAccountKey)
        .Add("service-account-issuer", ServiceAccountIssuer)
        .Add("api-audiences", ServiceAccountIssuer)
        .Add("service-cluster-ip-range", "10.0.0.0/16")
        .Add("allow-privileged", "true")
        .Add("kubelet-preferred-address-types", "InternalIP,Hostname")
        .Add("kubelet-client-certificate", Pki.CertificateFile(ControlPlanePki.KubeletClient))
        .Add("kubelet-client-key", Pki.KeyFile(ControlPlanePki.KubeletClient))
        .Add("requestheader-client-ca-file", Pki.AuthorityCertificate)
        .Add("requestheader-allowed-names", ControlPlanePki.FrontProxy)
        .Add("requestheader-username-headers", "X-Remote-User")
        .Add("requestheader-group-headers", "X-Remote-Group")
        .Add("requestheader-extra-headers-prefix", "X-Remote-Extra-")
        .Add("proxy-client-cert-file", Pki.CertificateFile(ControlPlanePki.FrontProxy))
        .Add("proxy-client-key-file", Pki.KeyFile(ControlPlanePki.FrontProxy))
        .Add("v", "1")
        .AddIf(NeedsTerminatingConditionGate, "feature-gates", "EndpointSliceTerminatingCondition=true")
        .AddIf(!Options.WatchCache, "watch-cache", "false")
        .AddIf(Options.AuditPolicy is not null, "audit-policy-file", Files.AuditPolicy)
        .AddIf(Options.AuditPolicy is not null, "audit-log-path", Files.AuditLog)
        .AddIf(Options.AuditPolicy is not null, "audit-log-mode", "blocking")
        .AddIf(Options.EgressSocket is not null, "egress-selector-config-file", Files.EgressSelector)
        .With(Options.ApiServerArguments);

    public IReadOnlyList<string> ControllerManager() => Controller(Files.ControllerManagerKubeconfig, Ports.ControllerManager)
        .Add("use-service-account-credentials", "true")
        .Add("service-account-private-key-file", Pki.ServiceAccountKey)
        .Add("root-ca-file", Pki.AuthorityCertificate)
        .Add("cluster-signing-cert-file", Pki.AuthorityCertificate)
        .Add("cluster-signing-key-file", Pki.AuthorityKey)
        .Add("controllers", Controllers)
        .AddIf(NeedsTerminatingConditionGate, "feature-gates", "EndpointSliceTerminatingCondition=true")
        .With(Options.ControllerManagerArguments);

    public IReadOnlyList<string> Scheduler() => Controller(Files.SchedulerKubeconfig, Ports.Scheduler).With(Options.SchedulerArguments);

    private ArgumentList Controller(string kubeconfig, int port) => new ArgumentList()
        .Add("kubeconfig", kubeconfig)
        .Add("authentication-kubeconfig", kubeconfig)
        .Add("authorization-kubeconfig", kubeconfig)
        .Add("bind-address", "127.0.0.1")
        .Add("secure-port", Text(port))
        .AddIf(HasInsecurePort, "port", "0")
        .Add("tls-cert-file", Pki.CertificateFile(ControlPlanePki.Server))
        .Add("tls-private-key-file", Pki.KeyFile(ControlPlanePki.Server))
        .Add("leader-elect", "false")
        .Add("kube-api-qps", RequestsPerSecond)
        .Add("kube-api-burst", RequestBurst)
        .Add("v", "1");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
