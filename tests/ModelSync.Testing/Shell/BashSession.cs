using System.Diagnostics;

namespace ModelSync.Testing.Shell;

/// <summary>A reader's terminal: commands are run by bash at the root of the clone, with a kubeconfig and a kubectl.</summary>
/// <param name="kubeconfig">What KUBECONFIG says.</param>
/// <param name="kubectl">The kubectl that is found first.</param>
/// <param name="home">A home directory of its own: kubectl caches discovery by host and port there, and another server may have had the port.</param>
public sealed class BashSession(string kubeconfig, string kubectl, string home)
{
    /// <summary>Runs commands as one script, and stops at the first that fails.</summary>
    /// <returns>The exit code, and what was printed.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(string script, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = home;
        start.Environment["PATH"] = $"{Path.GetDirectoryName(kubectl)}:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, said[0] + said[1]);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
