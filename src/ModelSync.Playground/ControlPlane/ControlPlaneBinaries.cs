using System.Diagnostics;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>The programs that a control plane consists of, and what versions they are.</summary>
public sealed record ControlPlaneBinaries
{
    /// <summary>The environment variable that names a folder with binaries of the caller's choice.</summary>
    public const string FolderVariable = "MODELSYNC_CONTROL_PLANE";

    private const string KubectlName = "kubectl";

    /// <summary>The folder that holds the servers.</summary>
    public required string Folder { get; init; }

    /// <summary>The version of kube-apiserver.</summary>
    public required BinaryVersion Kubernetes { get; init; }

    /// <summary>The version of etcd.</summary>
    public required BinaryVersion EtcdVersion { get; init; }

    /// <summary>The kubectl to use: from <see cref="Folder"/>, else from the cache, else from PATH; null when there is none.</summary>
    public required string? Kubectl { get; init; }

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
            return await OpenAsync(Path.GetFullPath(chosen), $"the folder that {FolderVariable} names", cancellationToken).ConfigureAwait(false);
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
        string[] servers = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"];
        var missing = servers.Where(name => !IsExecutable(Path.Combine(folder, name))).ToArray();
        if (missing.Length > 0)
        {
            throw new ControlPlaneException(
                $"{folder} ({whatItIs}) lacks an executable {string.Join(", ", missing)}. "
                + "It must hold etcd 3.4 or later and kube-apiserver, kube-controller-manager and kube-scheduler of one version, 1.20 or later.");
        }

        return new ControlPlaneBinaries
        {
            Folder = folder,
            Kubernetes = await VersionOfAsync(Path.Combine(folder, "kube-apiserver"), cancellationToken).ConfigureAwait(false),
            EtcdVersion = await VersionOfAsync(Path.Combine(folder, "etcd"), cancellationToken).ConfigureAwait(false),
            Kubectl = FindKubectl(folder),
        };
    }

    private static string? FindKubectl(string folder)
    {
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        string?[] folders = [folder, ControlPlaneRecipe.Embedded.TryCacheFolder(), .. path];
        return folders.OfType<string>().Select(candidate => Path.Combine(candidate, KubectlName)).FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
        const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != UnixFileMode.None);
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
