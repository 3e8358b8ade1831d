using ModelSync.Mutation.Workers;

namespace ModelSync.Mutation.Judging;

/// <summary>Runs each test alone while no mutant is on.</summary>
internal static class Baseline
{
    /// <summary>What each test did; with coverage, which mutants it reached.</summary>
    public static async Task<IReadOnlyList<TestMeasurement>> RunAsync(bool withCoverage, CancellationToken cancellationToken)
    {
        using var worker = WorkerProcess.Start(withCoverage ? "cover" : "check");
        var tests = new List<TestMeasurement>();
        while (await worker.ReadMeasurementAsync(cancellationToken) is { } test)
        {
            tests.Add(test);
        }

        var code = await worker.WaitForExitAsync(cancellationToken);
        return code == 0 ? tests : throw new InvalidOperationException(
            $"The tests were run without a mutant, and the process ended with {code} after {tests.LastOrDefault()?.Test ?? "no test"}: "
            + "start `modelsync-mutate worker check` in artifacts/mutation/bin to see why.");
    }
}
