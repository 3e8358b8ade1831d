using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Status;

namespace ModelSync.Core.Tests.Status;

public sealed class StatusSummaryTests
{
    private static readonly CanaryStep[] Plan =
    [
        new() { SetWeight = 5 },
        new() { Gate = new GateStep { GateRef = new GateReference { Name = "smoke" } } },
        new() { Pause = new PauseStep { Seconds = 300 } },
        new() { Pause = new PauseStep() },
    ];

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
    public void The_step_is_that_of_the_cluster_furthest_behind_of_those_that_have_begun()
    {
        ClusterRolloutStatus[] clusters =
        [
            At("a", ClusterStage.Promoted),
            At("b", ClusterStage.Progressing, 2),
            At("c", ClusterStage.Progressing, 1),
            At("d", ClusterStage.Waiting),
            At("e", ClusterStage.Baking),
        ];

        Assert.Multiple(() =>
        {
            Assert.That(StatusSummary.FurthestBehind(clusters)!.Name, Is.EqualTo("c"));
            Assert.That(StatusSummary.Step(clusters, Plan), Is.EqualTo(Step(1, "gate smoke")));
            Assert.That(StatusSummary.Step([clusters[0], clusters[3], clusters[4]], Plan), Is.EqualTo(Step(4, name: null)));
            Assert.That(StatusSummary.Step([clusters[3]], Plan), Is.Null);
        });
    }

    [Test]
    public void Steps_are_named_by_what_they_do()
    {
        Assert.That(Plan.Select(StatusSummary.NameOf), Is.EqualTo(new[] { "setWeight 5", "gate smoke", "pause 300 s", "pause" }));
    }

    [Test]
    public void Aggregate_fills_in_what_is_about_the_whole_rollout()
    {
        var status = new ModelRolloutStatus { Clusters = [Cluster("a", 3, ("old", 100, 100)), Cluster("b", 4, ("old", 100, 100))] };

        var summary = StatusSummary.Aggregate(status, "fraud", []);

        Assert.Multiple(() =>
        {
            Assert.That((summary.Replicas, summary.Selector, summary.Step), Is.EqualTo((7, "modelsync.io/rollout=fraud", (StepStatus?)null)));
            Assert.That(summary.Weights, Has.Count.EqualTo(1));
        });
    }

    private static StepStatus Step(int index, string? name) => new() { Index = index, Count = Plan.Length, Name = name, StartedAt = StatusBench.Noon };

    private static ClusterRolloutStatus At(string name, ClusterStage stage, int? step = null) =>
        new() { Name = name, Stage = stage, Step = step, StepStartedAt = StatusBench.Noon };

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
