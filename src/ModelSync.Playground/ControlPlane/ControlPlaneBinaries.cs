using System.Diagnostics;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>The programs that a control plane consists of, and what versions they are.</summary>
public sealed record ControlPlaneBinaries
{
    /// <summary>The environment variable that names a folder with binaries of the caller's choice.</summary>
    public const string FolderVariable = "MODELSYNC_CONTROL_PLANE";

    private static readonly string[] KubernetesServers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

    /// <summary>The folder that holds the servers.</summary>
    public required string Folder { get; init; }

    /// <summary>The version of kube-apiserver.</summary>
    public required BinaryVersion Kubernetes { get; init; }

    /// <summary>The version of etcd.</summary>
    public required BinaryVersion EtcdVersion { get; init; }

    /// <summary>
    /// The kubectl to use: from <see cref="Folder"/>, else from the cache, else from PATH, else Debian's, fetched into the cache; null when
    /// there is none.
    /// </summary>
    public required string? Kubectl { get; init; }

    /// <summary>What to do about a missing <see cref="Kubectl"/>.</summary>
    internal string? KubectlRemedy { get; init; }

    /// <summary>The path of etcd.</summary>
    public string Etcd => Path.Combine(Folder, "etcd");

    /// <summary>The path of kube-apiserver.</summary>
    public string ApiServer => Path.Combine(Folder, "kube-apiserver");

    /// <summary>The path of kube-controller-manager.</summary>
    public string ControllerManager => Path.Combine(Folder, "kube-controller-manager");

    /// <summary>The path of kube-scheduler.</summary>
    public string Scheduler => Path.Combine(Folder, "kube-scheduler");

    /// <summary>
    /// Finds the binaries: in the folder that <see cref="FolderVariable"/> names, else in the per-user cache, else builds them into
    /// that cache, which takes minutes and reports what it does to <paramref name="progress"/>.
    /// </summary>
    /// <exception cref="ControlPlaneException">The folder is incomplete, or this machine can't build them.</exception>
    public static async Task<ControlPlaneBinaries> FindAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var chosen = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(chosen))
        {
            var opened = await OpenAsync(Path.GetFullPath(chosen), $"the folder that {FolderVariable} names", cancellationToken).ConfigureAwait(false);
            return await opened.WithKubectlAsync(KubectlFinder.Shared, progress, cancellationToken).ConfigureAwait(false);
        }

        var recipe = ControlPlaneRecipe.Embedded;
        var cache = recipe.CacheFolder();
        if (!Directory.Exists(cache))
        {
            progress?.Report("no control plane in the cache: building one from Debian's packages, once, in about three minutes");
            await recipe.BuildAsync(cache, progress, cancellationToken).ConfigureAwait(false);
        }

        return await OpenAsync(cache, "the cache; delete it to have it built again", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the binaries of <paramref name="folder"/> and asks them for their versions.</summary>
    internal static async Task<ControlPlaneBinaries> OpenAsync(string folder, string whatItIs, CancellationToken cancellationToken)
    {
        string[] servers = ["etcd", .. KubernetesServers];
        var missing = servers.Where(name => !Executable.IsAt(Path.Combine(folder, name))).ToArray();
        if (missing.Length > 0)
        {
            throw new ControlPlaneException(
                $"{folder} ({whatItIs}) lacks an executable {string.Join(", ", missing)}. "
                + "It must hold etcd 3.4 or later and kube-apiserver, kube-controller-manager and kube-scheduler of one version, 1.20 or later.");
        }

        var versions = await Task.WhenAll(servers.Select(name => VersionOfAsync(Path.Combine(folder, name), cancellationToken))).ConfigureAwait(false);
        CheckVersions(folder, whatItIs, versions[0], versions[1..]);
        return new ControlPlaneBinaries
        {
            Folder = folder,
            Kubernetes = versions[1],
            EtcdVersion = versions[0],
            Kubectl = KubectlFinder.Find(folder),
        };
    }

    /// <summary>These binaries with the kubectl that <paramref name="finder"/> fetches, unless they have one.</summary>
    internal async Task<ControlPlaneBinaries> WithKubectlAsync(KubectlFinder finder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (Kubectl is not null)
        {
            return this;
        }

        try
        {
            return this with { Kubectl = await finder.FetchAsync(progress, cancellationToken).ConfigureAwait(false) };
        }
        catch (ControlPlaneException e)
        {
            // The servers run without it; who asks for kubectl is told.
            progress?.Report($"there is no kubectl: {e.Message}");
            return this with { KubectlRemedy = e.Message };
        }
    }

    private static void CheckVersions(string folder, string whatItIs, BinaryVersion etcd, BinaryVersion[] kubernetes)
    {
        var told = string.Join(", ", KubernetesServers.Zip(kubernetes, (name, version) => $"{name} {version}"));
        if (!etcd.IsAtLeast(3, 4))
        {
            throw new ControlPlaneException($"{folder} ({whatItIs}) holds etcd {etcd}: it must be 3.4 or later.");
        }

        if (kubernetes.Any(version => !version.IsAtLeast(1, 20)))
        {
            throw new ControlPlaneException($"{folder} ({whatItIs}) holds {told}: they must be 1.20 or later.");
        }

        if (kubernetes.Any(version => (version.Major, version.Minor) != (kubernetes[0].Major, kubernetes[0].Minor)))
        {
            throw new ControlPlaneException($"{folder} ({whatItIs}) holds {told}: they must be of the same minor version.");
        }
    }

    private static async Task<BinaryVersion> VersionOfAsync(string path, CancellationToken cancellationToken)
    {
        CommandResult result;
        try
        {
            result = await Command.RunAsync(new ProcessStartInfo(path, ["--version"]), input: null, cancellationToken).ConfigureAwait(false);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ControlPlaneException($"{path} can't be started: {e.Message}. Is it made for this machine?", e);
        }

        return BinaryVersion.TryFind(result.Output, out var version)
            ? version.Value
            : throw new ControlPlaneException($"{path} --version ended with exit code {result.ExitCode} and told no version: {result.Output}{result.Error}");
    }
}
