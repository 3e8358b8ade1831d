using System.Collections.Concurrent;
using System.Globalization;
using ModelSync.Mutation.Mutants;
using ModelSync.Mutation.Workers;

namespace ModelSync.Mutation.Judging;

/// <summary>Has every mutant tried by some worker processes at once.</summary>
internal sealed class Judge(CoverageMap coverage, int jobs, TextWriter output)
{
    private const int TellEvery = 250;

    private readonly ConcurrentBag<JudgedMutant> _judged = [];

    /// <summary>All mutants with what became of them, in the order of the source.</summary>
    public async Task<IReadOnlyList<JudgedMutant>> RunAsync(IReadOnlyList<Mutant> mutants, CancellationToken cancellationToken)
    {
        // Those in static values take longest, and so that all workers end together they come first.
        var queue = new ConcurrentQueue<Mutant>(mutants.OrderByDescending(coverage.IsStatic));
        await Task.WhenAll(Enumerable.Range(0, jobs).Select(_ => Task.Run(() => WorkAsync(queue, mutants.Count, cancellationToken), cancellationToken)));
        return [.. _judged.OrderBy(static one => one.Mutant.File, StringComparer.Ordinal).ThenBy(static one => one.Mutant.Line).ThenBy(static one => one.Mutant.Id)];
    }

    private async Task WorkAsync(ConcurrentQueue<Mutant> queue, int total, CancellationToken cancellationToken)
    {
        WorkerProcess? worker = null;
        try
        {
            while (queue.TryDequeue(out var mutant))
            {
                var tests = coverage.TestsOf(mutant);
                JudgedMutant judged;
                if (tests.Count == 0)
                {
                    judged = new JudgedMutant(mutant, Verdict.NoCoverage);
                }
                else if (coverage.IsStatic(mutant))
                {
                    (judged, var own) = await TryAsync(WorkerProcess.Start("judge", mutant.Id), mutant, tests, cancellationToken);
                    own?.Dispose();
                }
                else
                {
                    (judged, worker) = await TryAsync(worker ?? WorkerProcess.Start("judge"), mutant, tests, cancellationToken);
                }

                _judged.Add(judged);
                Tell(total);
            }
        }
        finally
        {
            worker?.Dispose();
        }
    }

    // The worker comes back when it can be used again.
    private static async Task<(JudgedMutant Judged, WorkerProcess? Worker)> TryAsync(
        WorkerProcess worker, Mutant mutant, IReadOnlyList<string> tests, CancellationToken cancellationToken)
    {
        var wasUsed = worker.IsUsed;
        TrialAnswer? answer = null;
        var verdict = Verdict.Crashed;
        try
        {
            answer = await worker.AskAsync(new Trial { Mutant = mutant.Id, Tests = tests }, cancellationToken);
        }
        catch (TimeoutException)
        {
            verdict = Verdict.TimedOut;
        }
        catch
        {
            worker.Dispose();
            throw;
        }

        if (answer is { IsSpoilt: false })
        {
            return (new JudgedMutant(mutant, answer.KilledBy is null ? Verdict.Survived : Verdict.Killed, answer.KilledBy), worker);
        }

        worker.Dispose();
        // Only what happens in a process without a past is this mutant's doing.
        return wasUsed
            ? await TryAsync(WorkerProcess.Start("judge"), mutant, tests, cancellationToken)
            : (new JudgedMutant(mutant, answer is null ? verdict : Verdict.Killed, answer?.KilledBy), null);
    }

    private void Tell(int total)
    {
        if (_judged.Count is var count && count % TellEvery == 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {count} of {total} mutants"));
        }
    }
}
