using ModelSync.Benchmarks.Operators;
using ModelSync.Benchmarks.Server;
using ModelSync.Playground.ControlPlane;

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
        ("decide", static (report, _) => DecideBenchmark.RunAsync(report)),
    ];

    private static readonly (string Name, Func<Report, BenchServer, CancellationToken, Task> RunAsync)[] OnServer =
    [
        (Arguments.Sync, SyncBenchmark.RunAsync),
        (Arguments.Idle, IdleBenchmark.RunAsync),
        ("fault-proxy", FaultProxyBenchmark.RunAsync),
    ];

    // Not among those that run unasked: it takes a quarter of an hour.
    private static readonly (string Name, Func<Report, CancellationToken, Task> RunAsync)[] OnRequest = [("operator", OperatorBenchmark.RunAsync)];

    /// <summary>The sections of a run that names none.</summary>
    public static IReadOnlyList<string> Usual { get; } = [.. InMemory.Select(section => section.Name), .. OnServer.Select(section => section.Name)];

    public static IReadOnlyList<string> Names { get; } = [.. Usual, .. OnRequest.Select(section => section.Name)];

    public static async Task<int> RunAsync(IReadOnlyList<string> only, CancellationToken cancellationToken)
    {
        var report = new Report();
        foreach (var (name, run) in InMemory.Concat(OnRequest).Where(section => only.Contains(section.Name)))
        {
            await Console.Error.WriteLineAsync($"measuring {name}");
            await run(report, cancellationToken);
        }

        var isComplete = await RunOnServerAsync(report, only, cancellationToken);
        report.Print(Console.Out);
        await report.SaveAsync(Path.Combine("artifacts", "bench.json"));
        return isComplete ? 0 : 1;
    }

    // Figures that need no server are worth having also where none can be had; the run has failed all the same.
    private static async Task<bool> RunOnServerAsync(Report report, IReadOnlyList<string> only, CancellationToken cancellationToken)
    {
        var chosen = OnServer.Where(section => only.Contains(section.Name)).ToArray();
        if (chosen.Length == 0)
        {
            return true;
        }

        try
        {
            await using var server = await BenchServer.StartAsync(cancellationToken);
            foreach (var (name, run) in chosen)
            {
                await Console.Error.WriteLineAsync($"measuring {name}");
                await run(report, server, cancellationToken);
            }

            return true;
        }
        catch (ControlPlaneException exception)
        {
            report.LeaveOut(string.Join(", ", chosen.Select(section => section.Name)), exception.Message);
            return false;
        }
    }
}
