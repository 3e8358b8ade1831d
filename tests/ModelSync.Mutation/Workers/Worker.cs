using System.Collections.Concurrent;
using System.Text.Json;
using ModelSync.Mutation.Tests;

namespace ModelSync.Mutation.Workers;

/// <summary>
/// A process that runs tests in which mutants are switched on: the mutant may hang, end or break it. Standard input brings a trial a line, standard
/// output takes an answer a line, and the process ends with its input.
/// </summary>
internal sealed class Worker(MutantSwitch mutants, TestSuite tests, TextWriter output)
{
    // Most mutants fall to one of the first tests; a survivor needs all, and each run of NUnit walks over the whole tree.
    private const int FirstBatch = 8;
    private const int LargestBatch = 64;

    /// <summary>Does what a kind of worker does; a mutant that is given is on before anything of the core is computed.</summary>
    public static int Run(string kind, int? mutant, TextWriter output)
    {
        // Tests may write what they like.
        Console.SetOut(TextWriter.Null);
        using var trials = new BlockingCollection<Trial>();
        _ = Task.Run(() => Read(Console.In, trials));
        var mutants = new MutantSwitch();
        if (kind is "cover")
        {
            mutants.Capture();
        }

        mutants.Activate(mutant);
        var worker = new Worker(mutants, TestSuite.Load(), output);
        if (kind is "judge")
        {
            foreach (var trial in trials.GetConsumingEnumerable())
            {
                worker.Say(worker.Judge(trial));
            }
        }
        else
        {
            worker.Measure();
        }

        return 0;
    }

    // The end of the input ends us, too, in the middle of a test that never ends.
    private static void Read(TextReader input, BlockingCollection<Trial> trials)
    {
        while (input.ReadLine() is { } line)
        {
            trials.Add(JsonSerializer.Deserialize(line, WorkerJson.Default.Trial)!);
        }

        Environment.Exit(0);
    }

    private void Measure()
    {
        foreach (var test in tests.Names)
        {
            mutants.Take();
            var started = TimeProvider.System.GetTimestamp();
            var (failed, message) = tests.Run([test]);
            var (covered, inStatics) = mutants.Take();
            Say(new TestMeasurement
            {
                Test = test,
                Milliseconds = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds,
                Failure = failed is null ? null : message ?? failed,
                Covered = covered,
                Static = inStatics,
            });
        }
    }

    private TrialAnswer Judge(Trial trial)
    {
        mutants.Activate(trial.Mutant);
        var size = FirstBatch;
        for (var at = 0; at < trial.Tests.Count; at += size, size = Math.Min(size * 2, LargestBatch))
        {
            if (tests.Run([.. trial.Tests.Skip(at).Take(size)]).Test is { } killer)
            {
                mutants.Activate(null);
                // What an earlier mutant left behind must not speak against this one.
                var isSpoilt = tests.Run([killer]).Test is not null;
                return new TrialAnswer { Mutant = trial.Mutant, KilledBy = killer, IsSpoilt = isSpoilt };
            }

            Say(new TrialAnswer { Mutant = trial.Mutant, GoesOn = true });
        }

        mutants.Activate(null);
        return new TrialAnswer { Mutant = trial.Mutant };
    }

    private void Say(TrialAnswer answer) => Write(JsonSerializer.Serialize(answer, WorkerJson.Default.TrialAnswer));

    private void Say(TestMeasurement measurement) => Write(JsonSerializer.Serialize(measurement, WorkerJson.Default.TestMeasurement));

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
