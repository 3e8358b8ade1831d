using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;

namespace ModelSync.Quickstart.Story;

public sealed class StoryTellerTests
{
    [Test]
    public void A_trial_is_told_with_its_first_share() => Assert.That(
        Told(Rollouts.Settled("1.0.0", ("1.0.0", RolloutOutcome.Promoted)), Rollouts.Trial("1.0.0", "2.0.0", 10)),
        Is.EqualTo(new[] { "2.0.0 is on trial; 1.0.0 goes on serving", "2.0.0 has 10 % of the traffic" }));

    [Test]
    public void A_verdict_is_told_once_with_value_limit_and_samples()
    {
        var before = Rollouts.Trial("1.0.0", "2.0.0", 10, gates: Rollouts.Gate("step-2/error-rate", GateVerdict.Running));
        var after = Rollouts.Trial("1.0.0", "2.0.0", 10, gates: Rollouts.Gate("step-2/error-rate", GateVerdict.Failed));

        Assert.Multiple(() =>
        {
            Assert.That(Told(before, after), Is.EqualTo(new[] { "gate error-rate in step 2 has failed: 0.3, limit ≤ 0.05, 40 samples" }));
            Assert.That(Told(after, after), Is.Empty);
        });
    }

    [Test]
    public void A_way_back_is_told_from_its_reason_to_its_end()
    {
        var trial = Rollouts.Trial("2.0.0", "3.0.0", 10);
        var returning = Rollouts.Trial("2.0.0", "3.0.0", 0, CandidateStage.Returning);
        var settled = Rollouts.Settled("2.0.0", ("3.0.0", RolloutOutcome.RolledBack));

        Assert.Multiple(() =>
        {
            Assert.That(Told(trial, returning), Is.EqualTo(new[] { "3.0.0 has 0 % of the traffic", "3.0.0 goes back: gate error-rate failed" }));
            Assert.That(Told(trial, settled), Is.EqualTo(new[] { "3.0.0 is RolledBack (because); 2.0.0 serves" }));
            Assert.That(Told(returning, settled), Is.EqualTo(new[] { "3.0.0 is RolledBack; 2.0.0 serves" }));
        });
    }

    private static string[] Told(ModelRollout before, ModelRollout after) => [.. StoryTeller.Tell(before, after).Select(line => line.Text)];
}
