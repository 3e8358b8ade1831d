using System.Reflection;

namespace ModelSync.Mutation.Tests;

/// <summary>Switches mutants on and off, and tells which ones a test ran through, by the class that dotnet-stryker adds to what it mutates.</summary>
internal sealed class MutantSwitch
{
    private const int NoMutant = -1;
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly FieldInfo _active;
    private readonly FieldInfo _captures;
    private readonly MethodInfo _take;

    public MutantSwitch()
    {
        var core = Assembly.Load("ModelSync.Core");
        var control = core.GetTypes().FirstOrDefault(static type => type.Name == "MutantControl")
            ?? throw new InvalidOperationException($"{core.Location} has no mutants in it: `make mutate` puts one that has beside this program.");
        _active = control.GetField("ActiveMutant", Statics) ?? throw Unknown("ActiveMutant");
        _captures = control.GetField("CaptureCoverage", Statics) ?? throw Unknown("CaptureCoverage");
        _take = control.GetMethod("GetCoverageData", Statics) ?? throw Unknown("GetCoverageData");
        Activate(null);
    }

    /// <summary>Switches one mutant on, or with null all of them off.</summary>
    public void Activate(int? mutant) => _active.SetValue(null, mutant ?? NoMutant);

    /// <summary>Begins to note which mutants are reached; none is on meanwhile.</summary>
    public void Capture() => _captures.SetValue(null, true);

    /// <summary>The mutants that were reached since the last time, and those of them in static values.</summary>
    public (IReadOnlyList<int> Covered, IReadOnlyList<int> Static) Take()
    {
        var lists = (IList<int>[])_take.Invoke(null, null)!;
        return ([.. lists[0]], [.. lists[1]]);
    }

    private static InvalidOperationException Unknown(string member) =>
        new($"MutantControl has no {member}: this program knows dotnet-stryker 5.1; see .config/dotnet-tools.json.");
}
