using ModelSync.Playground.ControlPlane.Arguments;
using ModelSync.Playground.ControlPlane.Pki;

namespace ModelSync.Playground.ControlPlane;

/// <summary>Where everything lies in the data directory of a control plane, and what is written there before it starts.</summary>
internal sealed record ControlPlaneFiles(string Root, ControlPlanePki Pki)
{
    public string EtcdData => Path.Combine(Root, "etcd");

    public string GeneratedCertificates => Path.Combine(Root, "generated");

    public string AdminKubeconfig => Path.Combine(Root, "admin.kubeconfig");

    public string TokenKubeconfig => Path.Combine(Root, "token.kubeconfig");

    public string ControllerManagerKubeconfig => Path.Combine(Root, "kube-controller-manager.kubeconfig");

    public string SchedulerKubeconfig => Path.Combine(Root, "kube-scheduler.kubeconfig");

    public string AuditPolicy => Path.Combine(Root, "audit-policy.yaml");

    public string AuditLog => Path.Combine(Root, "audit.log");

    public string EgressSelector => Path.Combine(Root, "egress-selector.yaml");

    public static ControlPlaneFiles Write(string root, ComponentPorts ports, ControlPlaneOptions options)
    {
        var files = new ControlPlaneFiles(root, ControlPlanePki.Create(Path.Combine(root, "pki"), options.Users, options.Time));
        files.WriteKubeconfigs(ports.ApiServerUrl);
        if (options.AuditPolicy is { } policy)
        {
            PrivateFile.Write(files.AuditPolicy, policy);
        }

        if (options.EgressSocket is { } socket)
        {
            PrivateFile.Write(files.EgressSelector, EgressSelectorThrough(socket));
        }

        return files;
    }

    public string Log(string component) => Path.Combine(Root, component + ".log");

    private void WriteKubeconfigs(string server)
    {
        string ForClient(string user, params IReadOnlyList<string> groups) =>
            Kubeconfig.ForCertificate(server, Pki.Authority.CertificatePem, Pki.Authority.IssueClient(user, groups));

        PrivateFile.Write(AdminKubeconfig, ForClient("kubernetes-admin", "system:masters"));
        PrivateFile.Write(TokenKubeconfig, Kubeconfig.ForToken(server, Pki.Authority.CertificatePem, Pki.AdminToken.Token));
        PrivateFile.Write(ControllerManagerKubeconfig, ForClient("system:kube-controller-manager"));
        PrivateFile.Write(SchedulerKubeconfig, ForClient("system:kube-scheduler"));
    }

    // "cluster" is all that the API server dials of its own accord: pods, services, nodes and webhooks. Others stay direct.
    private static string EgressSelectorThrough(string socket) =>
        $"""
        apiVersion: apiserver.k8s.io/v1beta1
        kind: EgressSelectorConfiguration
        egressSelections:
        - name: cluster
          connection:
            proxyProtocol: HTTPConnect
            transport:
              uds:
                udsName: "{socket}"

        """;
}
