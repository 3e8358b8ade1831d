using System.Diagnostics;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <content>How people and programs get in.</content>
public sealed partial class LocalControlPlane
{
    /// <summary>Issues a client certificate: the user has the rights that RBAC gives to them or to their groups.</summary>
    public IssuedCertificate IssueClientCertificate(string user, IReadOnlyList<string> groups, TimeSpan? lifetime = null) =>
        _files.Pki.Authority.IssueClient(user, groups, lifetime);

    /// <summary>Writes a kubeconfig for a user by client certificate into the data directory and returns its path.</summary>
    public string WriteKubeconfig(string user, IReadOnlyList<string> groups, TimeSpan? lifetime = null) =>
        WriteKubeconfig(Kubeconfig.ForCertificate(Url.OriginalString, CaCertificate, IssueClientCertificate(user, groups, lifetime)));

    /// <summary>Writes a kubeconfig for one of <see cref="ControlPlaneOptions.Users"/> into the data directory and returns its path.</summary>
    public string WriteKubeconfig(TokenUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return WriteKubeconfig(Kubeconfig.ForToken(Url.OriginalString, CaCertificate, user.Token));
    }

    /// <summary>Runs kubectl as the administrator, with <paramref name="input"/> on its standard input.</summary>
    /// <exception cref="ControlPlaneException">There is no kubectl.</exception>
    public Task<CommandResult> KubectlAsync(IReadOnlyList<string> arguments, string? input, CancellationToken cancellationToken)
    {
        var kubectl = Binaries.Kubectl ?? throw new ControlPlaneException(
            $"There is no kubectl in {Binaries.Folder}, in the cache or on PATH: put one there. {Binaries.KubectlRemedy}".TrimEnd());
        var start = new ProcessStartInfo(kubectl, arguments);
        start.Environment["KUBECONFIG"] = AdminKubeconfigPath;

        // kubectl caches discovery by host and port in the home directory for hours: another server may have had our port.
        start.Environment["HOME"] = DataDirectory;
        return Command.RunAsync(start, input, cancellationToken);
    }

    /// <summary>Writes a kubeconfig into the data directory and returns its path.</summary>
    internal string WriteKubeconfig(string content)
    {
        var path = _directory.File($"{Guid.NewGuid():n}.kubeconfig");
        PrivateFile.Write(path, content);
        return path;
    }
}
