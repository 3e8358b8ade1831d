using ModelSync.Benchmarks.Server;

namespace ModelSync.Benchmarks;

/// <summary>The parts of a run, in their order.</summary>
public static class Sections
{
    private static readonly (string Name, Func<Report, CancellationToken, Task> RunAsync)[] InMemory =
    [
        ("reading", static (report, _) => ReadingBenchmark.RunAsync(report)),
        ("events", EventBenchmark.RunAsync),
        ("queue", static (report, _) => QueueBenchmark.RunAsync(report)),
        ("latency", LatencyBenchmark.RunAsync),
    ];

    private static readonly (string Name, Func<Report, BenchServer, CancellationToken, Task> RunAsync)[] OnServer =
    [
        (Arguments.Sync, SyncBenchmark.RunAsync),
        (Arguments.Idle, IdleBenchmark.RunAsync),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. InMemory.Select(section => section.Name), .. OnServer.Select(section => section.Name)];

    public static async Task<int> RunAsync(IReadOnlyList<string> only, CancellationToken cancellationToken)
    {
        var report = new Report();
        foreach (var (name, run) in InMemory.Where(section => only.Contains(section.Name)))
        {
            await Console.Error.WriteLineAsync($"measuring {name}");
            await run(report, cancellationToken);
        }

        var onServer = OnServer.Where(section => only.Contains(section.Name)).ToArray();
        if (onServer.Length > 0)
        {
            await using var server = await BenchServer.StartAsync(cancellationToken);
            foreach (var (name, run) in onServer)
            {
                await Console.Error.WriteLineAsync($"measuring {name}");
                await run(report, server, cancellationToken);
            }
        }

        report.Print(Console.Out);
        await report.SaveAsync(Path.Combine("artifacts", "bench.json"));
        return 0;
    }
}
