using System.Diagnostics;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>
/// The operator as a process, with its ServiceAccount's rights and no others. One that ends because it lost its lease is started again, as a kubelet would:
/// on a busy machine that happens. One that ends by itself for any other reason fails the test.
/// </summary>
internal sealed class RunningOperator : IAsyncDisposable
{
    private const string User = "system:serviceaccount:modelsync-system:modelsync";
    private static readonly string[] Groups = ["system:serviceaccounts", "system:serviceaccounts:modelsync-system"];

    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "modelsync-operator.dll");

    private readonly ProcessStartInfo _start;
    private readonly Lock _gate = new();
    private readonly Task _supervision;
    private readonly TaskCompletionSource _leads = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process _process;
    private bool _hasLostLeadership;
    private bool _isToEnd;
    private string? _failure;

    private RunningOperator(ProcessStartInfo start)
    {
        _start = start;
        _process = Start();
        _supervision = SuperviseAsync();
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
        try
        {
            await Task.WhenAny(running._leads.Task, running._supervision).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await running.DisposeAsync();
            throw;
        }

        Assert.That(running._failure, Is.Null);
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
        lock (_gate)
        {
            _isToEnd = true;
            if (!_process.HasExited)
            {
                _process.Kill();
            }
        }

        await _supervision;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Assert.That(_failure, Is.Null);
    }

    private Process Start()
    {
        var process = new Process { StartInfo = _start };
        process.OutputDataReceived += (_, told) => Read(told.Data);
        process.ErrorDataReceived += (_, told) => Read(told.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task SuperviseAsync()
    {
        while (true)
        {
            await _process.WaitForExitAsync(CancellationToken.None);
            lock (_gate)
            {
                if (_isToEnd)
                {
                    return;
                }

                if (!_hasLostLeadership)
                {
                    _failure = $"the operator ended by itself with exit code {_process.ExitCode}";
                    return;
                }

                _hasLostLeadership = false;
                _process.Dispose();
                _process = Start();
            }

            await TestContext.Progress.WriteLineAsync("operator: it lost its lease, and is started again");
        }
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
        else if (line.Contains("LeadershipLostException", StringComparison.Ordinal))
        {
            _hasLostLeadership = true;
        }
    }
}
