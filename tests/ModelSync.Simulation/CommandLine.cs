using System.Globalization;
using ModelSync.Simulation.Coverage;
using ModelSync.Simulation.Planted;
using ModelSync.Simulation.Scenarios;
using ModelSync.Simulation.Stories;

namespace ModelSync.Simulation;

/// <summary>The command `modelsync-simulate`.</summary>
internal static class CommandLine
{
    private const string Usage = """
        modelsync-simulate run N [SEED]     runs N rollouts on all cores, from a seed on (by default one of the time of day)
        modelsync-simulate seed SEED        runs the scenario of one seed, shrinks it when it fails, and tells it
        modelsync-simulate seeds FROM TO    runs the scenarios of some seeds, a line for each
        modelsync-simulate planted BUG      looks for a mistake that is made on purpose
        modelsync-simulate stories FOLDER   writes all stories into files
        modelsync-simulate story [NAME]     tells a story; without a name lists them
        """;

    /// <summary>Runs a command and returns the exit code.</summary>
    public static int Run(IReadOnlyList<string> args, TextWriter output) => args switch
    {
        ["run", var count] => RunMany(ParseCount(count), (ulong)TimeProvider.System.GetUtcNow().Ticks, output),
        ["run", var count, var seed] => RunMany(ParseCount(count), ParseSeed(seed), output),
        ["seed", var seed] => RunOne(ParseSeed(seed), output),
        ["seeds", var from, var to] => RunEach(ParseSeed(from), ParseSeed(to), output),
        ["planted", var bug] => RunPlanted(Enum.Parse<PlantedBug>(bug), output),
        ["stories", var folder] => WriteStories(folder, output),
        ["story"] => ListStories(output),
        ["story", var name] => TellStory(name, output),
        _ => ShowUsage(output),
    };

    private static long ParseCount(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static ulong ParseSeed(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);

    private static int RunMany(long count, ulong seed, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} rollouts from seed {seed} on {Environment.ProcessorCount} cores"));
        var started = TimeProvider.System.GetTimestamp();
        var batch = new Batch();
        batch.Coverage.Add(DirectedSet.Run(output));
        batch.Run(seed, count, Environment.ProcessorCount);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(batch.Coverage);
        ListImpossible(output);
        output.WriteLine(string.Join(", ", Enum.GetValues<Rest>().Select(rest => string.Create(CultureInfo.InvariantCulture, $"{rest} {batch.Rests[(int)rest]}"))));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{batch.Rollouts} rollouts in {batch.Scenarios} worlds, {batch.Decisions} decisions, {seconds:0.0} s: {batch.Rollouts / seconds:0} rollouts/s"));
        return Judge(batch, count, output);
    }

    private static void ListImpossible(TextWriter output)
    {
        output.WriteLine("impossible (-):");
        foreach (var group in CoverageTable.Cells().GroupBy(cell => ImpossibleCells.ReasonOf(cell.State, cell.Kind)).Where(group => group.Key is not null))
        {
            output.WriteLine($"  {group.Key}: {string.Join(", ", group.Select(cell => $"{cell.Kind} in {cell.State}"))}");
        }
    }

    private static int Judge(Batch batch, long count, TextWriter output)
    {
        foreach (var group in batch.Failures.GroupBy(failure => failure.Violation!.Invariant))
        {
            var shortest = group.Select(failure => ScenarioShrinker.Shrink(failure, scenario => SimulationRun.Run(scenario))).MinBy(failure => failure.Scenario.Incidents.Count)!;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{group.Count()} × invariant {group.Key}, seeds {string.Join(' ', group.Select(failure => failure.Scenario.Seed).Order())}; for example {shortest.Scenario.Seed}: {shortest.Violation}\n{shortest.Scenario}"));
        }

        var missing = batch.Coverage.Missing().ToList();
        var wrong = batch.Coverage.Wrong().ToList();
        missing.ForEach(cell => output.WriteLine($"not reached: {cell.Kind} in {cell.State}"));
        wrong.ForEach(cell => output.WriteLine($"said to be impossible ({ImpossibleCells.ReasonOf(cell.State, cell.Kind)}), but reached: {cell.Kind} in {cell.State}"));
        return batch.Failures.Count > 0 || wrong.Count > 0 || (missing.Count > 0 && count >= 1_000_000) ? 1 : 0;
    }

    private static int RunEach(ulong from, ulong to, TextWriter output)
    {
        for (var seed = from; seed <= to; seed++)
        {
            var started = TimeProvider.System.GetTimestamp();
            var result = SimulationRun.Run(ScenarioGenerator.FromSeed(seed));
            var milliseconds = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{seed,6} {result.Rest,-16} {result.Rollouts,3} rollouts {result.Decisions,6} decisions {result.Writes,5} writes {milliseconds,8:0.0} ms  {result.Violation?.ToString().Split('\n')[0]}"));
        }

        return 0;
    }

    private static int RunOne(ulong seed, TextWriter output)
    {
        var result = SimulationRun.Run(ScenarioGenerator.FromSeed(seed));
        if (result.Violation is not null)
        {
            output.WriteLine($"{result.Violation}\n{result.Scenario}\n\nshrunk:");
            result = ScenarioShrinker.Shrink(result, scenario => SimulationRun.Run(scenario));
        }

        var teller = new StoryTeller(result.Scenario, from: -1);
        result = SimulationRun.Run(result.Scenario, [teller]);
        output.WriteLine(teller.Text);
        output.WriteLine(result.Violation);
        return result.Violation is null ? 0 : 1;
    }

    private static int RunPlanted(PlantedBug bug, TextWriter output)
    {
        var started = TimeProvider.System.GetTimestamp();
        var (found, seeds) = PlantedSearch.Find(bug, TimeSpan.FromMinutes(1));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bug}: {seeds} worlds, {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
        if (found is not null)
        {
            var shortest = ScenarioShrinker.Shrink(found, scenario => SimulationRun.Run(scenario, bug: bug));
            output.WriteLine($"{shortest.Violation}\n{shortest.Scenario}");
        }

        return found is null ? 1 : 0;
    }

    private static int ListStories(TextWriter output)
    {
        foreach (var story in StoryBook.All)
        {
            output.WriteLine($"{story.Name,-30} {story.Title}");
        }

        return 0;
    }

    private static int WriteStories(string folder, TextWriter output)
    {
        foreach (var story in StoryBook.All)
        {
            var (text, violation) = story.Tell();
            File.WriteAllText(Path.Combine(folder, story.Name + ".txt"), text);
            output.WriteLine($"{story.Name,-40} {violation}");
        }

        return 0;
    }

    private static int TellStory(string name, TextWriter output)
    {
        if (StoryBook.All.FirstOrDefault(story => string.Equals(story.Name, name, StringComparison.Ordinal)) is not { } story)
        {
            output.WriteLine($"There is no story '{name}'; `modelsync-simulate story` lists them.");
            return 2;
        }

        var (text, violation) = story.Tell();
        output.WriteLine(text);
        output.WriteLine(violation);
        return violation is null ? 0 : 1;
    }

    private static int ShowUsage(TextWriter output)
    {
        output.WriteLine(Usage);
        return 2;
    }
}
