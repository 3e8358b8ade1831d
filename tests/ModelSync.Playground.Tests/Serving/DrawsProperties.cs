using FsCheck;
using FsCheck.Fluent;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Serving.Behaviors;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>What is drawn has the distribution that was asked for, whatever the seed; FsCheck prints the seed of what has not.</summary>
public sealed class DrawsProperties
{
    private const int Samples = 4000;

    private static readonly Gen<(int Seed, int P50, int Factor, int Percent)> Cases =
        from seed in Gen.Choose(int.MinValue, int.MaxValue)
        from p50 in Gen.Choose(1, 5000)
        from factor in Gen.Choose(1, 20)
        from percent in Gen.Choose(0, 100)
        select (seed, p50, factor, percent);

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public Property Half_is_below_the_median_one_in_a_hundred_above_the_99th_percentile_and_errors_have_their_rate() => Prop.ForAll(Cases.ToArbitrary(), one =>
    {
        var behavior = new ServingBehavior
        {
            LatencyP50 = TimeSpan.FromMilliseconds(one.P50),
            LatencyP99 = TimeSpan.FromMilliseconds(one.P50) * one.Factor,
            ErrorRate = one.Percent / 100.0,
        };
        var draws = new Draws(one.Seed);
        var drawn = Enumerable.Range(0, Samples).Select(_ => draws.Next(behavior)).ToArray();
        if (one.Factor == 1)
        {
            return drawn.All(draw => draw.Latency == behavior.LatencyP50).ToProperty();
        }

        return IsBinomial(drawn.Count(draw => draw.Latency > behavior.LatencyP50), 0.5).Label("median")
            .And(IsBinomial(drawn.Count(draw => draw.Latency > behavior.LatencyP99), 0.01).Label("p99"))
            .And(IsBinomial(drawn.Count(draw => draw.Fails), behavior.ErrorRate).Label("errors"))
            .And(drawn.All(draw => draw.Latency > TimeSpan.Zero).Label("time"));
    });

    [FsCheck.NUnit.Property(MaxTest = 50)]
    public bool The_same_seed_draws_the_same_and_another_seed_something_else(int seed)
    {
        var behavior = new ServingBehavior { ErrorRate = 0.5 };
        Draw[] Drawn(int from)
        {
            var draws = new Draws(from);
            return [.. Enumerable.Range(0, 50).Select(_ => draws.Next(behavior))];
        }

        return Drawn(seed).SequenceEqual(Drawn(seed)) && !Drawn(seed).SequenceEqual(Drawn(unchecked(seed + 1)));
    }

    // Six standard deviations and some: about one in 10^9 by chance.
    private static bool IsBinomial(int count, double share) =>
        Math.Abs(count - (Samples * share)) <= 1 + (6.5 * Math.Sqrt(Samples * share * (1 - share)));
}
