using System.Globalization;
using System.Text;

namespace ModelSync.Kubernetes.Config;

/// <summary>The configuration that Kubernetes gives to each pod through its service account.</summary>
public static class InClusterConfig
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string HostVariable = "KUBERNETES_SERVICE_HOST";
    private const string PortVariable = "KUBERNETES_SERVICE_PORT";
    private const string NamespaceVariable = "POD_NAMESPACE";
    private const string TokenPath = Folder + "/token";
    private const string AuthorityPath = Folder + "/ca.crt";
    private const string NamespacePath = Folder + "/namespace";

    /// <summary>
    /// The API server of the cluster that this process runs in. The token is not read here: kubelet renews its file, so whoever connects reads it then.
    /// The namespace is that of the variable POD_NAMESPACE, or else that of the service account.
    /// </summary>
    /// <exception cref="KubeConfigException">This process runs in no pod, or its service account is not mounted.</exception>
    public static ClusterConfig Load(IConfigEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var server = Server(environment);
        RequireFile(environment, TokenPath);
        RequireFile(environment, AuthorityPath);
        return new ClusterConfig
        {
            Server = server,
            Tls = new TlsConfig { CertificateAuthority = PemSource.File(AuthorityPath) },
            Credentials = new TokenFileCredentialConfig { Path = TokenPath },
            Namespace = Namespace(environment),
        };
    }

    private static Uri Server(IConfigEnvironment environment)
    {
        var host = RequireVariable(environment, HostVariable);
        var port = RequireVariable(environment, PortVariable);
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            throw Invalid(PortVariable, $"{PortVariable} is {Quoted.Value(port)} but must be a port from 1 to 65535");
        }

        var authority = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        if (Uri.CheckHostName(authority.Trim('[', ']')) == UriHostNameType.Unknown)
        {
            throw Invalid(HostVariable, $"{HostVariable} is {Quoted.Value(host)} but must be a host name or an IP address");
        }

        return ServerAddress.Parse($"https://{authority}:{number}", message => Invalid(HostVariable, $"{HostVariable} {message}"));
    }

    private static string RequireVariable(IConfigEnvironment environment, string name) => environment.GetVariable(name) is { Length: > 0 } value
        ? value
        : throw new KubeConfigException(
            KubeConfigProblem.NotFound, $"this process does not run in a Kubernetes pod: the variable {name} is not set; use a kubeconfig instead")
        { Field = name };

    private static void RequireFile(IConfigEnvironment environment, string path)
    {
        if (!environment.FileExists(path))
        {
            throw new KubeConfigException(
                KubeConfigProblem.NotFound, $"the service account is not mounted: there is no {path}; set automountServiceAccountToken or use a kubeconfig")
            { Field = path };
        }
    }

    /// <summary>The namespace of the pod that this process runs in; null outside of one.</summary>
    internal static string? Namespace(IConfigEnvironment environment)
    {
        var variable = environment.GetVariable(NamespaceVariable) is { Length: > 0 } value ? value : null;
        var name = variable ?? ReadNamespace(environment);
        if (string.IsNullOrEmpty(name) || NamespaceName.IsValid(name))
        {
            return string.IsNullOrEmpty(name) ? null : name;
        }

        var source = variable is null ? NamespacePath : NamespaceVariable;
        throw Invalid(source, $"{source} holds {Quoted.Value(name)}; {NamespaceName.Rule}");
    }

    private static string? ReadNamespace(IConfigEnvironment environment)
    {
        try
        {
            return environment.ReadFile(NamespacePath) is { } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException(KubeConfigProblem.Invalid, $"{NamespacePath} cannot be read: {exception.Message}", exception) { Field = NamespacePath };
        }
    }

    private static KubeConfigException Invalid(string field, string message) => new(KubeConfigProblem.Invalid, message) { Field = field };
}
