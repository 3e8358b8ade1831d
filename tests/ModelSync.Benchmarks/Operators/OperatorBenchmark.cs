using System.Globalization;
using ModelSync.Benchmarks.Server;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.Benchmarks.Operators;

/// <summary>
/// What the operator takes for a small fleet and for one four times as large, on a real control plane that shares the machine with it. It takes half an hour;
/// <c>MODELSYNC_BENCH_ROLLOUTS=100,400</c> takes other sizes.
/// </summary>
internal static class OperatorBenchmark
{
    private const int PodsOfANode = 200;
    private const int Edits = 100;
    private static readonly int[] Sizes =
        [.. (Environment.GetEnvironmentVariable("MODELSYNC_BENCH_ROLLOUTS") ?? "500,2000").Split(',').Select(static size => int.Parse(size, CultureInfo.InvariantCulture))];

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(Report report, CancellationToken cancellationToken)
    {
        foreach (var size in Sizes)
        {
            await Console.Error.WriteLineAsync($"  {size} rollouts");
            await using var world = await PlaygroundWorld.StartAsync(new PlaygroundOptions { Nodes = (size / PodsOfANode) + 4, DataPlane = false }, cancellationToken);
            await InstallAsync(world.Local, cancellationToken);
            await MeasureAsync(report, world.Local, size, cancellationToken);
        }
    }

    private static async Task MeasureAsync(Report report, PlaygroundCluster cluster, int size, CancellationToken cancellationToken)
    {
        var fleet = new RolloutFleet(cluster.Client, size);
        await fleet.PrepareAsync(cancellationToken);
        await using (OperatorChild.Start(cluster))
        {
            var arriving = await SecondsAsync(async () =>
            {
                await fleet.DeclareAsync(cancellationToken);
                await fleet.ConvergedAsync(cancellationToken);
            });
            report.Add($"operator_{size}_arrive_s", arriving, $"{size} rollouts are declared at once, until all are healthy");
        }

        await fleet.ChangeAsync(cancellationToken);
        await using var child = OperatorChild.Start(cluster);
        report.Add($"operator_{size}_cold_start_s", await SecondsAsync(() => fleet.ConvergedAsync(cancellationToken)), "start of an operator whose rollouts were all edited while it was away, until all are observed");
        report.Add($"operator_{size}_cold_start_cpu_s", child.CpuSeconds, "processor time of that");
        var before = child.CpuSeconds;
        var writes = cluster.Faults.Plan.Add("latency delay=1ms verb=create,patch,update,delete agent=modelsync-operator*");
        await Task.Delay(Idle, TimeProvider.System, cancellationToken);
        report.Add($"operator_{size}_idle_millicores", (child.CpuSeconds - before) / Idle.TotalSeconds * 1000, $"thousandths of a core while nothing changes, for {Idle.TotalSeconds} s");
        report.Add($"operator_{size}_idle_writes", cluster.Faults.Plan.Faults.Single(rule => rule.Id == writes.Id).Injections, "requests that write, in that time");
        cluster.Faults.Plan.Remove(writes.Id);
        report.Add($"operator_{size}_resident_mib", child.ResidentMiB, $"memory, with {size * 5} Deployments cached");
        var first = await fleet.FirstWritesAsync(Edits, cancellationToken);
        report.Add($"operator_{size}_first_write_p50_ms", first.Percentile(0.5), $"from an edit of a spec to the write of its Deployment, {Edits} times");
        report.Add($"operator_{size}_first_write_p99_ms", first.Percentile(0.99), "the same");
    }

    private static async Task<double> SecondsAsync(Func<Task> action)
    {
        var started = TimeProvider.System.GetTimestamp();
        await action();
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task InstallAsync(PlaygroundCluster cluster, CancellationToken cancellationToken)
    {
        await cluster.ControlPlane.InstallDefinitionsAsync(Repository.Definitions, cancellationToken);
        var result = await cluster.ControlPlane.KubectlAsync(["apply", "-f", Path.Combine(Repository.Root, "deploy", "rbac.yaml")], input: null, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new SubprocessException(result.ExitCode, result.Error);
        }
    }
}
