using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>The script build/control-plane.sh, which travels inside this assembly, and the folder that holds what it makes.</summary>
internal sealed partial class ControlPlaneRecipe
{
    private const string ScriptName = "control-plane.sh";
    private const int TailLines = 40;

    private readonly byte[] _script;
    private readonly string _key;

    public ControlPlaneRecipe(byte[] script)
    {
        _script = script;
        var version = KubernetesPattern().Match(Encoding.UTF8.GetString(script)).Groups["version"].Value;
        _key = $"v{version}-{Convert.ToHexStringLower(SHA256.HashData(script))[..12]}";
    }

    public static ControlPlaneRecipe Embedded { get; } = new(EmbeddedScript.Read(ScriptName));

    /// <summary>The folder of the per-user cache that the script fills when it is run without an argument.</summary>
    public string CacheFolder() => TryCacheFolder()
        ?? throw new ControlPlaneException($"Neither XDG_CACHE_HOME nor HOME is set: set one, or let {ControlPlaneBinaries.FolderVariable} point to the binaries.");

    /// <summary>The same, or null when this user has no home.</summary>
    public string? TryCacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
        {
            var home = Environment.GetEnvironmentVariable("HOME");
            cache = string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".cache");
        }

        return cache is null ? null : Path.Combine(cache, "modelsync", "control-plane", _key);
    }

    /// <summary>The folder beside it that the script fills with nothing but kubectl; null when this user has no home.</summary>
    public string? TryKubectlFolder() => TryCacheFolder() is { } folder ? folder + "-kubectl" : null;

    /// <summary>Builds everything into <paramref name="folder"/>.</summary>
    public Task BuildAsync(string folder, IProgress<string>? progress, CancellationToken cancellationToken) =>
        RunAsync("the build of the control plane", [folder], progress, cancellationToken);

    /// <summary>Fetches Debian's kubectl, and nothing else, into <paramref name="folder"/>.</summary>
    public Task FetchKubectlAsync(string folder, IProgress<string>? progress, CancellationToken cancellationToken) =>
        RunAsync("the download of kubectl", ["--kubectl", folder], progress, cancellationToken);

    /// <summary>Runs the script; when cancelled, everything it started is killed, and the next run clears its leftovers away.</summary>
    private async Task RunAsync(string name, string[] arguments, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var work = OwnedDirectory.ForBuild();
        var script = work.File(ScriptName);
        await File.WriteAllBytesAsync(script, _script, cancellationToken).ConfigureAwait(false);
        var build = SupervisedProcess.Start(name, logPath: null, "bash", [script, .. arguments]);
        await using var _ = build.ConfigureAwait(false);
        var tail = new Queue<string>();
        while (await build.Output.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            progress?.Report(line);
            tail.Enqueue(line);
            if (tail.Count > TailLines)
            {
                tail.Dequeue();
            }
        }

        await build.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (build.ExitCode != 0)
        {
            throw new ControlPlaneException($"{char.ToUpperInvariant(name[0])}{name[1..]} failed (exit code {build.ExitCode}):\n{string.Join('\n', tail)}");
        }
    }

    [GeneratedRegex(
        @"^readonly kubernetes=(?<version>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KubernetesPattern();
}
