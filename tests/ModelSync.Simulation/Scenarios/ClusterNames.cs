using System.Globalization;

namespace ModelSync.Simulation.Scenarios;

/// <summary>The names of the member clusters.</summary>
internal static class ClusterNames
{
    /// <summary>The name of a member: `east-0`, `east-1`.</summary>
    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"member-{number}");
}
