using System.Globalization;

namespace ModelSync.Benchmarks.Server;

/// <summary>What watching costs while nothing changes.</summary>
public static class IdleBenchmark
{
    private const string Seconds = "20";

    public static async Task RunAsync(Report report, BenchServer server, CancellationToken cancellationToken)
    {
        var line = await Subprocess.RunSelfAsync(["measure", Arguments.Idle, server.Kubeconfig, Seconds], cancellationToken);
        report.Add(
            "idle_cpu_millicores",
            double.Parse(line, CultureInfo.InvariantCulture),
            $"thousandths of a core that {IdleSubject.Watches} watches take for {Seconds} s while nothing changes");
    }
}
