using FsCheck.NUnit;
using NUnit.Framework.Interfaces;

namespace ModelSync.Mutation.Tests;

/// <summary>Which tests judge: those that say each time the same, and say it about what the core decides.</summary>
internal static class TestChoice
{
    /// <summary>The assemblies that the tests are in.</summary>
    public static IReadOnlyList<string> Assemblies { get; } = ["ModelSync.Core.Tests", "ModelSync.Simulation.Tests"];

    // Properties find a change by luck. The mutated assembly refers to more than the architecture allows, and is slower than the budget.
    // Of the simulation the stories count, and not the worlds behind random seeds.
    public static bool IsWanted(ITest test) =>
        test.Method is { } method
        && method.GetCustomAttributes<PropertyAttribute>(inherit: true).Length == 0
        && (test.FullName.StartsWith("ModelSync.Core.Tests.", StringComparison.Ordinal)
            ? !method.TypeInfo.Name.Contains("Propert", StringComparison.Ordinal)
                && !method.TypeInfo.Name.Contains("Budget", StringComparison.Ordinal)
                && !test.FullName.StartsWith("ModelSync.Core.Tests.Architecture.", StringComparison.Ordinal)
            : method.TypeInfo.Name is "StoryTests");
}
