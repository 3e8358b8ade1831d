using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Chart;

/// <summary>The operator as a process, with the flags and the environment of a rendered Deployment, and the token of its ServiceAccount.</summary>
internal sealed class ChartedOperator : IAsyncDisposable
{
    public const string PodName = "modelsync-5d8f7c9b4-abcde";

    private readonly Process _process;
    private readonly TaskCompletionSource _leads = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChartedOperator(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, told) => Read(told.Data);
        _process.ErrorDataReceived += (_, told) => Read(told.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>This tree's operator.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "modelsync-operator.dll");

    public static async Task<ChartedOperator> StartAsync(PlaygroundCluster cluster, string program, JsonNode deployment, CancellationToken cancellationToken)
    {
        var account = (string)deployment["spec"]!["template"]!["spec"]!["serviceAccountName"]!;
        var token = await cluster.ControlPlane.KubectlAsync(["--namespace", deployment.Namespace!, "create", "token", account], input: null, cancellationToken);
        Assert.That(token.ExitCode, Is.Zero, token.Error);

        // Beside the chart's flags only what a process outside of a cluster needs; the last of two wins.
        string[] outside =
        [
            "--kubeconfig", cluster.Faults.WriteKubeconfig(new TokenUser(account, [], token.Output.Trim())), "--pod-proxy", cluster.PodProxy.Url.OriginalString,
            "--health-address", "127.0.0.1:0", "--metrics-address", "127.0.0.1:0",
        ];
        var start = new ProcessStartInfo("dotnet", [program, .. deployment.Args, .. outside])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var variable in deployment.Container["env"]!.AsArray())
        {
            var path = (string?)variable!["valueFrom"]?["fieldRef"]?["fieldPath"];
            start.Environment[(string)variable["name"]!] = path is "metadata.name" ? PodName : (string)variable["value"]!;
        }

        return new ChartedOperator(start);
    }

    /// <summary>Does what it is told while the operator runs; fails at once when that ends.</summary>
    public async Task WhileAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        var working = work();
        var ended = await Task.WhenAny(working, _process.WaitForExitAsync(cancellationToken));
        Assert.That(_process.HasExited, Is.False, "the operator has ended");
        await ended;
    }

    /// <summary>Waits until it leads.</summary>
    public Task LeadsAsync(CancellationToken cancellationToken) => WhileAsync(() => _leads.Task.WaitAsync(cancellationToken), cancellationToken);

    /// <summary>Ends it as a kubelet does, and waits until it has.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(cancellationToken);
        }

        await _process.WaitForExitAsync(cancellationToken);
        Assert.That(_process.ExitCode, Is.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        TestContext.Progress.WriteLine($"operator: {line}");
        if (line?.Contains("This process leads", StringComparison.Ordinal) is true)
        {
            _leads.TrySetResult();
        }
    }
}
