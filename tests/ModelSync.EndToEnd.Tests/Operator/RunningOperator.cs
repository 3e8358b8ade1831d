using System.Diagnostics;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>The operator as a process, with its ServiceAccount's rights and no others.</summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private const string User = "system:serviceaccount:modelsync-system:modelsync";
    private static readonly string[] Groups = ["system:serviceaccounts", "system:serviceaccounts:modelsync-system"];

    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "modelsync-operator.dll");

    private readonly Process _process;
    private readonly TaskCompletionSource _leads = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningOperator(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, told) => Read(told.Data);
        _process.ErrorDataReceived += (_, told) => Read(told.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The credentials of its ServiceAccount, by way of the fault proxy.</summary>
    public static string KubeconfigOf(PlaygroundCluster cluster) => cluster.Faults.WriteKubeconfig(User, Groups);

    /// <summary>Starts it and returns when it leads. Without an API server it leads no more, and ends by itself, also when nobody is left to end it.</summary>
    public static async Task<RunningOperator> StartAsync(PlaygroundCluster cluster, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string[] always =
        [
            "--kubeconfig", KubeconfigOf(cluster), "--lease-namespace", "modelsync-system", "--log-format", "text", "--log-level", Environment.GetEnvironmentVariable("MODELSYNC_TEST_LOG") ?? "Information",
            "--health-address", "127.0.0.1:0", "--metrics-address", "127.0.0.1:0", "--pod-proxy", cluster.PodProxy.Url.OriginalString,
        ];
        var running = new RunningOperator(new ProcessStartInfo("dotnet", [Executable, .. always, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        });
        await Task.WhenAny(running._leads.Task, running._process.WaitForExitAsync(cancellationToken)).WaitAsync(cancellationToken);
        Assert.That(running._process.HasExited, Is.False, "the operator has ended");
        return running;
    }

    /// <summary>What `modelsync-operator rbac` prints.</summary>
    public static async Task<string> WritePermissionsAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Executable, "rbac", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.That(process.ExitCode, Is.Zero);
        return text;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        TestContext.Progress.WriteLine($"operator: {line}");
        if (line.Contains("This process leads", StringComparison.Ordinal))
        {
            _leads.TrySetResult();
        }
    }
}
