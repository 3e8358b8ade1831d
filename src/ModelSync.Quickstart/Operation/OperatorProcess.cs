using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Quickstart.Operation;

/// <summary>The operator as a process of its own, which cannot outlive this one.</summary>
internal sealed class OperatorProcess : IAsyncDisposable
{
    private const string Program = "modelsync-operator.dll";
    private const string FlagVariables = "MODELSYNC_";

    // It ends its work within this time, or is killed: the next one goes on from what is written.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly SupervisedProcess _process;

    private OperatorProcess(SupervisedProcess process) => _process = process;

    /// <summary>Everything that it says.</summary>
    public string LogPath => _process.LogPath!;

    /// <summary>Starts it with a kubeconfig and flags of its own; those in our environment are not for it.</summary>
    public static OperatorProcess Start(string kubeconfig, string logPath, IReadOnlyList<string> flags)
    {
        string[] always =
        [
            "--kubeconfig", kubeconfig, "--log-format", "text", "--health-address", "127.0.0.1:0", "--metrics-address", "127.0.0.1:0",
        ];
        var without = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith(FlagVariables, StringComparison.Ordinal));
        return new OperatorProcess(SupervisedProcess.Start("operator", logPath, Dotnet, [PathOf(), .. always, .. flags], [.. without]));
    }

    /// <summary>Has it print the permissions that it needs for some namespaces, and to reach pods by way of the API server.</summary>
    public static async Task<string> PermissionsAsync(string ns, CancellationToken cancellationToken)
    {
        var start = new System.Diagnostics.ProcessStartInfo(Dotnet, [PathOf(), "rbac", "--namespaces", ns, "--pods-by-api-server", "true"]);
        var result = await Command.RunAsync(start, input: null, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result.Output : throw new QuickstartException($"modelsync-operator rbac: {result.Error.Trim()}");
    }

    /// <summary>Completes with the reason when it has ended by itself.</summary>
    public async Task<string> WaitForCrashAsync(CancellationToken cancellationToken)
    {
        await _process.Exited.WaitAsync(cancellationToken).ConfigureAwait(false);
        return $"the operator has ended with exit code {_process.ExitCode}; its last lines:\n{_process.LogTail()}";
    }

    /// <summary>The last lines that it wrote.</summary>
    public string LogTail() => _process.LogTail();

    public async ValueTask DisposeAsync()
    {
        await _process.SignalAsync("TERM", CancellationToken.None).ConfigureAwait(false);
        try
        {
            // A real process ends on the real clock.
            await _process.Exited.WaitAsync(Grace, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It is killed below.
        }

        await _process.DisposeAsync().ConfigureAwait(false);
    }

    private static string Dotnet => Path.GetFileName(Environment.ProcessPath) is "dotnet" ? Environment.ProcessPath! : "dotnet";

    private static string PathOf()
    {
        var path = Path.Combine(AppContext.BaseDirectory, Program);
        return File.Exists(path) ? path : throw new QuickstartException($"there is no {path}: build the quickstart anew, as `make quickstart` does");
    }
}
