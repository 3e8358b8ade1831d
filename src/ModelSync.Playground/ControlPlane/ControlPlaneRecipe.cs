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

    /// <summary>Runs the script; when cancelled, everything it started is killed, and the next run clears its leftovers away.</summary>
    public async Task BuildAsync(string folder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var work = Directory.CreateTempSubdirectory("modelsync-build-");
        try
        {
            var script = Path.Combine(work.FullName, ScriptName);
            await File.WriteAllBytesAsync(script, _script, cancellationToken).ConfigureAwait(false);
            var build = SupervisedProcess.Start("the build of the control plane", logPath: null, "bash", [script, folder]);
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
                throw new ControlPlaneException($"The control plane could not be built (exit code {build.ExitCode}):\n{string.Join('\n', tail)}");
            }
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    [GeneratedRegex(@"^readonly kubernetes=(?<version>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KubernetesPattern();
}
