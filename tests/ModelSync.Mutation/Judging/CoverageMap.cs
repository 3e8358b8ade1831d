using ModelSync.Mutation.Mutants;
using ModelSync.Mutation.Workers;

namespace ModelSync.Mutation.Judging;

/// <summary>Which tests may notice a mutant, the quick ones first.</summary>
internal sealed class CoverageMap
{
    private readonly Dictionary<int, List<string>> _byMutant = [];
    private readonly Dictionary<string, List<string>> _byFile = new(StringComparer.Ordinal);
    private readonly HashSet<int> _statics;
    private readonly List<string> _all;

    public CoverageMap(IEnumerable<TestMeasurement> tests, IReadOnlyList<Mutant> mutants)
    {
        var ordered = tests.OrderBy(static test => test.Milliseconds).ToList();
        var files = mutants.ToDictionary(static mutant => mutant.Id, static mutant => mutant.File);
        _all = [.. ordered.Select(static test => test.Test)];
        _statics = [.. mutants.Where(static mutant => mutant.IsStatic).Select(static mutant => mutant.Id)];
        _statics.UnionWith(ordered.SelectMany(static test => test.Static).Where(files.ContainsKey));
        foreach (var test in ordered)
        {
            foreach (var mutant in test.Covered.Where(files.ContainsKey))
            {
                Of(_byMutant, mutant).Add(test.Test);
            }

            foreach (var file in test.Covered.Where(files.ContainsKey).Select(mutant => files[mutant]).Distinct(StringComparer.Ordinal))
            {
                Of(_byFile, file).Add(test.Test);
            }
        }
    }

    /// <summary>How many mutants change static values.</summary>
    public int Statics => _statics.Count;

    /// <summary>Whether a mutant changes a static value, which only a process that began with it shows.</summary>
    public bool IsStatic(Mutant mutant) => _statics.Contains(mutant.Id);

    /// <summary>
    /// The tests that reach a mutant. A static value is computed in whichever test comes first, so every test may depend on it: those that reach
    /// something else in its file come first.
    /// </summary>
    public IReadOnlyList<string> TestsOf(Mutant mutant) => IsStatic(mutant)
        ? [.. Of(_byFile, mutant.File).Concat(_all).Distinct(StringComparer.Ordinal)]
        : _byMutant.GetValueOrDefault(mutant.Id, []);

    private static List<string> Of<TKey>(Dictionary<TKey, List<string>> map, TKey key)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var tests))
        {
            map[key] = tests = [];
        }

        return tests;
    }
}
