using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Tests.LeaderElection.World;

namespace ModelSync.Kubernetes.Tests.LeaderElection;

/// <summary>
/// What holds whatever the network, the clocks and the processes do. The world itself checks at every moment that at most one leads and that epochs only rise;
/// FsCheck prints the seed and shrinks the story.
/// </summary>
public sealed class ElectionProperties
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    /// <summary>What happens to a process.</summary>
    public enum Fault
    {
        Partition,
        LoseAnswers,
        Delay,
        Heal,
        Kill,
        Stop,
        JumpWallClock,
        Nothing,
    }

    private static Gen<(Fault Fault, int Node, int Amount)> Faults =>
        from fault in Gen.Elements(Enum.GetValues<Fault>())
        from node in Gen.Choose(0, 2)
        from amount in Gen.Choose(0, 60)
        select (fault, node, amount);

    // Clock rates that differ by less than LeaseDuration is longer than RenewDeadline: half as much again.
    private static Gen<double> Rates => Gen.Choose(85, 115).Select(percent => percent / 100.0);

    [FsCheck.NUnit.Property(MaxTest = 120)]
    public Property Never_two_lead_at_once_whatever_happens() => Prop.ForAll(
        Rates.ArrayOf(3).ToArbitrary(), Faults.ListOf(30).Select(list => list.ToArray()).ToArbitrary(), Gen.Choose(0, 100).ArrayOf(7).ToArbitrary(), (rates, faults, jitters) =>
        {
            using var world = new LeaseWorld();
            var nodes = rates.Select((rate, index) => Start(world, $"n{index}", rate, index != 0, jitters)).ToArray();
            for (var index = 0; index < faults.Length; index++)
            {
                world.Advance(TimeSpan.FromMilliseconds(100 * faults[index].Amount));
                var (fault, victim, amount) = faults[index];
                if (!nodes[victim].IsAlive || nodes[victim].Running.IsCompleted)
                {
                    nodes[victim] = Start(world, $"n{victim}-{index}", rates[victim], victim != 0, jitters);
                }

                Apply(fault, nodes[victim], amount);
            }

            world.Advance(TimeSpan.FromSeconds(20));
        });

    [FsCheck.NUnit.Property(MaxTest = 25)]
    public Property After_a_kill_the_next_leads_within_17_seconds(bool mayWatch) => Prop.ForAll(
        Gen.Choose(100, 2000).ToArbitrary(), Gen.Choose(0, 100).ArrayOf(7).ToArbitrary(), (moment, jitters) =>
        {
            using var world = new LeaseWorld();
            var leader = ElectOne(world, moment, mayWatch, jitters);

            leader.Kill();

            Assert.That(world.AdvanceUntil(() => world.Leader is not null, TimeSpan.FromSeconds(30)), Is.LessThanOrEqualTo(TimeSpan.FromSeconds(17)));
        });

    [FsCheck.NUnit.Property(MaxTest = 25)]
    public Property After_a_release_the_next_leads_within_2_seconds(bool mayWatch) => Prop.ForAll(
        Gen.Choose(100, 2000).ToArbitrary(), Gen.Choose(0, 100).ArrayOf(7).ToArbitrary(), (moment, jitters) =>
        {
            using var world = new LeaseWorld();
            var leader = ElectOne(world, moment, mayWatch, jitters);

            leader.Stop();

            Assert.That(world.AdvanceUntil(() => world.Leader is not null, TimeSpan.FromSeconds(30)), Is.LessThanOrEqualTo(TimeSpan.FromSeconds(mayWatch ? 0.2 : 2)));
        });

    private static LeaseNode ElectOne(LeaseWorld world, int moment, bool mayWatch, int[] jitters)
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            Start(world, name, rate: 1, mayWatch, jitters);
            world.Advance(TimeSpan.FromMilliseconds(7 * jitters[0]));
        }

        world.Advance(TimeSpan.FromMilliseconds(10 * moment));
        return world.Leader!;
    }

    private static LeaseNode Start(LeaseWorld world, string name, double rate, bool mayWatch, int[] jitters)
    {
        var drawn = name.Length;
        return world.Start(name, rate, Latency, mayWatch, () => jitters[drawn++ % jitters.Length] / 101.0);
    }

    private static void Apply(Fault fault, LeaseNode node, int amount)
    {
        switch (fault)
        {
            case Fault.Partition:
                node.Link.IsPartitioned = true;
                break;
            case Fault.LoseAnswers:
                node.Link.LosesAnswers = true;
                break;
            case Fault.Delay:
                node.Link.Delay = TimeSpan.FromMilliseconds(100 * amount) + Latency;
                break;
            case Fault.Heal:
                node.Link.IsPartitioned = false;
                node.Link.LosesAnswers = false;
                node.Link.Delay = Latency;
                break;
            case Fault.Kill:
                node.Kill();
                break;
            case Fault.Stop:
                node.Stop();
                break;
            case Fault.JumpWallClock:
                node.Clock.JumpWallClock(TimeSpan.FromMinutes(amount - 30));
                break;
            default:
                break;
        }
    }
}
