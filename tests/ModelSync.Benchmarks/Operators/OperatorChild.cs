using System.Diagnostics;
using System.Globalization;
using ModelSync.Playground.World;

namespace ModelSync.Benchmarks.Operators;

/// <summary>The operator as a process of its own, with the rights of deploy/rbac.yaml, and what the kernel says that it takes.</summary>
internal sealed class OperatorChild : IAsyncDisposable
{
    // USER_HZ; the kernel tells times of processes in hundredths of a second, whatever its own tick is.
    private const double TicksOfASecond = 100;

    private readonly Process _process;

    private OperatorChild(Process process) => _process = process;

    /// <summary>What it keeps in memory, in MiB.</summary>
    public double ResidentMiB => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").Single(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>The processor time that it has taken so far.</summary>
    public double CpuSeconds
    {
        get
        {
            // The name of the program, in parentheses, may hold blanks.
            var fields = File.ReadAllText($"/proc/{_process.Id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksOfASecond;
        }
    }

    public static OperatorChild Start(PlaygroundCluster cluster)
    {
        const string User = "system:serviceaccount:modelsync-system:modelsync";
        string[] groups = ["system:serviceaccounts", "system:serviceaccounts:modelsync-system"];
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "modelsync-operator.dll"), "--kubeconfig", cluster.Faults.WriteKubeconfig(User, groups), "--lease-namespace", "modelsync-system",
                "--leader-election", "false", "--log-level", "Warning", "--health-address", "127.0.0.1:0", "--metrics-address", "127.0.0.1:0", "--pod-proxy", cluster.PodProxy.Url.OriginalString,
            ]);
        return new OperatorChild(Process.Start(start)!);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
