using System.Globalization;
using ModelSync.Mutation.Judging;
using ModelSync.Mutation.Mutants;
using ModelSync.Mutation.Reporting;
using ModelSync.Mutation.Workers;

namespace ModelSync.Mutation;

/// <summary>The command `modelsync-mutate`, which build/mutate.sh runs from a folder in which ModelSync.Core.dll is the mutated one.</summary>
internal static class CommandLine
{
    private const string Usage = """
        modelsync-mutate judge MUTANTS.json REPORT.json JOBS [FOLDER]   runs the tests against the mutants of all folders of the core, or of one
        modelsync-mutate worker cover|check|judge [MUTANT]              what the command above starts; it asks on standard input
        """;

    /// <summary>Runs a command and returns the exit code: 1 when the tests fail without any mutant, and 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, CancellationToken cancellationToken)
    {
        switch (args)
        {
            case ["judge", var mutants, var report, var jobs]:
                return await JudgeAsync(mutants, report, jobs, folder: null, output, cancellationToken);
            case ["judge", var mutants, var report, var jobs, var folder]:
                return await JudgeAsync(mutants, report, jobs, folder, output, cancellationToken);
            case ["worker", var kind]:
                return Worker.Run(kind, mutant: null, output);
            case ["worker", "judge", var mutant]:
                return Worker.Run("judge", int.Parse(mutant, CultureInfo.InvariantCulture), output);
            default:
                return Refuse(Usage);
        }
    }

    private static async Task<int> JudgeAsync(
        string mutantsFile, string reportFile, string jobs, string? folder, TextWriter output, CancellationToken cancellationToken)
    {
        if (!int.TryParse(jobs, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 256)
        {
            return Refuse($"JOBS is '{jobs}': give a number from 1 to 256.");
        }

        var started = TimeProvider.System.GetTimestamp();
        var list = MutantList.Read(await File.ReadAllTextAsync(mutantsFile, cancellationToken), folder);
        if (list.Mutants.Count == 0)
        {
            return Refuse($"'{mutantsFile}' has no mutant{(folder is null ? string.Empty : $" in folder {folder}")}: was it made from this source?");
        }

        var tests = await Baseline.RunAsync(withCoverage: true, cancellationToken);
        if (Complain(tests, "before the first mutant", output))
        {
            return 1;
        }

        var coverage = new CoverageMap(tests, list.Mutants);
        await output.WriteLineAsync($"{list.Mutants.Count} mutants, {tests.Count} tests, {coverage.Statics} mutants in static values, {count} at once");
        var judged = await new Judge(coverage, count, output).RunAsync(list.Mutants, cancellationToken);
        if (Complain(await Baseline.RunAsync(withCoverage: false, cancellationToken), "after the last mutant", output))
        {
            return 1;
        }

        var report = MutationReport.From(list, judged, tests.Count, TimeProvider.System.GetElapsedTime(started));
        await File.WriteAllTextAsync(reportFile, report.ToJson(), cancellationToken);
        await output.WriteLineAsync(TextReport.Of(report));
        return 0;
    }

    // A test that fails without a mutant would find every mutant.
    private static bool Complain(IReadOnlyList<TestMeasurement> tests, string when, TextWriter output)
    {
        var failed = tests.Where(static test => test.Failure is not null).ToList();
        failed.ForEach(test => output.WriteLine($"fails {when}: {test.Test}: {test.Failure}"));
        if (tests.Count == 0)
        {
            output.WriteLine($"no test was run {when}");
        }

        return failed.Count > 0 || tests.Count == 0;
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }
}
