using System.Net;
using System.Security.Cryptography;

namespace ModelSync.Playground.ControlPlane.Pki;

/// <summary>Every key, certificate and token of one control plane, as files of its data directory.</summary>
internal sealed class ControlPlanePki : IDisposable
{
    // The first address of the service range: that of the Service "kubernetes".
    private static readonly IPAddress KubernetesService = IPAddress.Parse("10.0.0.1");

    private readonly string _folder;

    private ControlPlanePki(string folder, CertificateAuthority authority, TokenUser admin)
    {
        _folder = folder;
        Authority = authority;
        AdminToken = admin;
    }

    public CertificateAuthority Authority { get; }

    /// <summary>The administrator by token; the kubeconfigs hold one by certificate as well.</summary>
    public TokenUser AdminToken { get; }

    public string AuthorityCertificate => Path.Combine(_folder, "ca.crt");

    public string AuthorityKey => Path.Combine(_folder, "ca.key");

    public string ServiceAccountPublicKey => Path.Combine(_folder, "service-account.pub");

    public string ServiceAccountKey => Path.Combine(_folder, "service-account.key");

    public string Tokens => Path.Combine(_folder, "tokens.csv");

    /// <summary>Shown by etcd, the API server, the controller manager and the scheduler: all are reached as 127.0.0.1.</summary>
    public const string Server = "server";

    public const string EtcdClient = "etcd-client";

    public const string KubeletClient = "kubelet-client";

    public const string FrontProxy = "front-proxy-client";

    public static ControlPlanePki Create(string folder, IReadOnlyList<TokenUser> users, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var pki = new ControlPlanePki(folder, CertificateAuthority.Create("modelsync-playground", time), TokenUser.Create("token-admin", "system:masters"));
        PrivateFile.Write(pki.AuthorityCertificate, pki.Authority.CertificatePem);
        PrivateFile.Write(pki.AuthorityKey, pki.Authority.PrivateKeyPem);
        string[] dnsNames = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local"];
        pki.Save(Server, pki.Authority.IssueServer("kube-apiserver", dnsNames, [IPAddress.Loopback, KubernetesService]));
        pki.Save(EtcdClient, pki.Authority.IssueClient(EtcdClient, []));
        pki.Save(KubeletClient, pki.Authority.IssueClient("kube-apiserver-kubelet-client", ["system:masters"]));
        pki.Save(FrontProxy, pki.Authority.IssueClient(FrontProxy, []));
        PrivateFile.Write(pki.Tokens, string.Concat(users.Prepend(pki.AdminToken).Select(user => user.ToCsv() + "\n")));

        using var serviceAccounts = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PrivateFile.Write(pki.ServiceAccountKey, serviceAccounts.ExportECPrivateKeyPem());
        PrivateFile.Write(pki.ServiceAccountPublicKey, serviceAccounts.ExportSubjectPublicKeyInfoPem());
        return pki;
    }

    public string CertificateFile(string name) => Path.Combine(_folder, name + ".crt");

    public string KeyFile(string name) => Path.Combine(_folder, name + ".key");

    public void Dispose() => Authority.Dispose();

    private void Save(string name, IssuedCertificate issued)
    {
        PrivateFile.Write(CertificateFile(name), issued.CertificatePem);
        PrivateFile.Write(KeyFile(name), issued.PrivateKeyPem);
    }
}
