using System.Globalization;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Tests.Rollouts;

/// <summary>What a decision may allocate; how long it takes is measured by `make bench`.</summary>
public sealed class DecisionBudgetTests
{
    [TestCase(1, 20_000)]
    [TestCase(20, 150_000)]
    public void A_decision_that_changes_nothing_stays_within_its_bytes(int clusters, long budget)
    {
        var scene = Given.Canary();
        if (clusters > 1)
        {
            var member = scene.Member;
            scene.Members.Clear();
            for (var i = 0; i < clusters; i++)
            {
                scene.Members[string.Create(CultureInfo.InvariantCulture, $"member-{i:00}")] = member.Copy();
            }

            scene.Spec = scene.Spec with { Placement = new PlacementSpec() };
            scene.Status = scene.Status! with { Clusters = null };
        }

        var snapshot = scene.Rest().At(1).Snapshot();
        GC.KeepAlive(Core.Rollouts.RolloutPlanner.Decide(snapshot, scene.Now));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decision = Core.Rollouts.RolloutPlanner.Decide(snapshot, scene.Now);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(decision.Status, Is.SameAs(snapshot.Rollout.Status));
        Assert.That(allocated, Is.LessThan(budget));
    }
}
