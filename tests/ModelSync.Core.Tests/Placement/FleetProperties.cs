using System.Diagnostics.CodeAnalysis;
using FsCheck;
using FsCheck.Fluent;

namespace ModelSync.Core.Tests.Placement;

[SuppressMessage("Naming", "CA1724", Justification = "Named like the other property tests.")]
public sealed class FleetProperties
{
    [FsCheck.NUnit.Property(MaxTest = 800)]
    public Property Every_decision_keeps_the_rules_whatever_happens() => Prop.ForAll(Stories(), static story =>
    {
        var fleet = new FleetModel(story[0]);
        foreach (var number in story.Skip(1))
        {
            fleet.Step(number);
        }

        return true;
    });

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public Property Every_fleet_comes_to_an_end_once_all_is_well() => Prop.ForAll(Stories(), static story =>
    {
        var fleet = new FleetModel(story[0]);
        foreach (var number in story.Skip(1))
        {
            fleet.Step(number);
        }

        fleet.Heal();
        return fleet.IsOver;
    });

    private static Arbitrary<int[]> Stories() => Arb.From(
        from length in Gen.Choose(1, 80)
        from numbers in Gen.Choose(0, int.MaxValue).ArrayOf(length)
        select numbers,
        Shrink);

    private static IEnumerable<int[]> Shrink(int[] story)
    {
        for (var half = story.Length / 2; half > 0; half /= 2)
        {
            yield return story[..^half];
        }

        for (var i = 1; i < story.Length; i++)
        {
            yield return [.. story[..i], .. story[(i + 1)..]];
        }
    }
}
