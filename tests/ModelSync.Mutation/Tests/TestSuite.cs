using System.Reflection;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;

namespace ModelSync.Mutation.Tests;

/// <summary>The tests that judge, loaded into this process and run on its threads.</summary>
internal sealed class TestSuite
{
    private readonly Dictionary<string, List<(NUnitTestAssemblyRunner Runner, string Id)>> _tests = new(StringComparer.Ordinal);

    private TestSuite()
    {
    }

    /// <summary>The full names of all tests, as they are declared.</summary>
    public IReadOnlyList<string> Names { get; private set; } = [];

    public static TestSuite Load()
    {
        var suite = new TestSuite();
        var names = new List<string>();
        foreach (var assembly in TestChoice.Assemblies)
        {
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            var settings = new Dictionary<string, object>(StringComparer.Ordinal) { ["NumberOfTestWorkers"] = 0, ["RandomSeed"] = 1 };
            foreach (var test in Leaves(runner.Load(Assembly.Load(assembly), settings)).Where(TestChoice.IsWanted))
            {
                if (!suite._tests.TryGetValue(test.FullName, out var same))
                {
                    suite._tests[test.FullName] = same = [];
                    names.Add(test.FullName);
                }

                same.Add((runner, test.Id));
            }
        }

        suite.Names = names;
        return suite;
    }

    /// <summary>Runs tests until one fails, and returns the name of that one and what it said. A name that is not known counts for nothing.</summary>
    public (string? Test, string? Message) Run(IReadOnlyList<string> names)
    {
        foreach (var group in names.SelectMany(name => _tests.GetValueOrDefault(name) ?? []).GroupBy(static test => test.Runner, static test => test.Id))
        {
            var failure = new FirstFailure(group.Key);
            group.Key.Run(failure, new ChosenTests(group));
            if (failure.Test is not null)
            {
                return (failure.Test, failure.Message);
            }

            if (failure.Count == 0)
            {
                return (names[0], "it was not run");
            }
        }

        return default;
    }

    private static IEnumerable<ITest> Leaves(ITest test) => test.IsSuite ? test.Tests.SelectMany(Leaves) : [test];
}
