using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Status;

namespace ModelSync.Core.Tests.Status;

public sealed class StatusSummaryTests
{
    [Test]
    public void Weights_count_each_cluster_by_its_pods()
    {
        var weights = WeightSummary.Of([Cluster("a", 30, ("old", 75, 80), ("new", 25, 20)), Cluster("b", 10, ("old", 100, 100))]);

        Assert.That(weights, Is.EqualTo(new[]
        {
            new WeightStatus { Revision = "old", Desired = 81, Observed = 85 },
            new WeightStatus { Revision = "new", Desired = 19, Observed = 15 },
        }));
    }

    [Test]
    public void Weights_of_one_cluster_are_its_own_with_or_without_pods()
    {
        var cluster = Cluster("a", 0, ("old", 67, 60), ("new", 33, 40));
        cluster = cluster with { Weights = [cluster.Weights![0], cluster.Weights[1] with { Masked = 50 }] };

        Assert.Multiple(() =>
        {
            Assert.That(WeightSummary.Of([cluster]).Select(weight => weight.Desired), Is.EqualTo(new[] { 67, 33 }));
            Assert.That(WeightSummary.Of([cluster]).Select(weight => weight.Observed), Is.EqualTo(new[] { 60, 40 }));
            Assert.That(WeightSummary.Of([cluster])[1].Masked, Is.Not.Null);
            Assert.That(WeightSummary.Of([]), Is.Empty);
        });
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Weights_are_a_hundred_in_sum() => Prop.ForAll(Clusters().ToArbitrary(), clusters =>
    {
        var weights = WeightSummary.Of(clusters);
        return clusters.Length == 0
            ? weights.Count == 0
            : weights.Sum(weight => weight.Desired) == 100
                && weights.Sum(weight => weight.Observed) == 100
                && weights.All(weight => weight is { Desired: >= 0, Observed: >= 0 });
    });

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool A_share_is_never_further_than_one_from_the_exact_one(NonEmptyArray<NonNegativeInt> parts)
    {
        var numbers = parts.Get.Select(part => (long)part.Get).ToArray();
        var sum = numbers.Sum();
        var shares = WeightSummary.Apportion(numbers, 100);
        return sum == 0 ? shares.All(share => share == 0) : shares.Zip(numbers).All(pair => Math.Abs(pair.First - (100m * pair.Second / sum)) < 1);
    }

    [Test]
    public void Replicas_are_the_pods_of_all_clusters()
    {
        ClusterRolloutStatus[] clusters = [Cluster("a", 3, ("old", 100, 100)), Cluster("b", 4, ("old", 100, 100)), new() { Name = "new" }];

        Assert.Multiple(() =>
        {
            Assert.That(StatusSummary.Replicas(clusters), Is.EqualTo(7));
            Assert.That(StatusSummary.Replicas([new() { Replicas = int.MaxValue }, new() { Replicas = 1 }, new() { Replicas = -1 }]), Is.EqualTo(int.MaxValue));
            Assert.That(StatusSummary.Selector("fraud"), Is.EqualTo("modelsync.io/rollout=fraud"));
        });
    }

    private static ClusterRolloutStatus Cluster(string name, int pods, params (string Revision, int Desired, int Observed)[] weights) => new()
    {
        Name = name,
        Replicas = pods,
        Weights = [.. weights.Select(weight => new WeightStatus { Revision = weight.Revision, Desired = weight.Desired, Observed = weight.Observed })],
    };

    private static Gen<ClusterRolloutStatus[]> Clusters() => Gen.ArrayOf(
        from pods in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 10_000)))
        from desired in Gen.Choose(0, 100)
        from observed in Gen.Choose(0, 100)
        from candidate in Gen.Elements("new", "newer")
        select Cluster("a", pods, ("old", 100 - desired, 100 - observed), (candidate, desired, observed)));
}
