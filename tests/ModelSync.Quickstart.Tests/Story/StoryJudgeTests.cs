using ModelSync.Api.Rollouts;
using ModelSync.Playground.Load;

namespace ModelSync.Quickstart.Story;

public sealed class StoryJudgeTests
{
    private static readonly StoryPlan Plan = new();

    private static readonly ModelRollout[] AsTold =
    [
        Rollouts.Settled("1.0.0", ("1.0.0", RolloutOutcome.Promoted)),
        Rollouts.Trial("1.0.0", "2.0.0", 10),
        Rollouts.Trial("1.0.0", "2.0.0", 50),
        Rollouts.Trial("1.0.0", "2.0.0", 100, CandidateStage.Baking),
        Rollouts.Settled("2.0.0", ("2.0.0", RolloutOutcome.Promoted)),
        Rollouts.Trial("2.0.0", "3.0.0", 10),
        Rollouts.Settled("2.0.0", ("3.0.0", RolloutOutcome.RolledBack), ("2.0.0", RolloutOutcome.Promoted)),
    ];

    [Test]
    public void A_story_that_went_as_told_has_no_problem() => Assert.That(StoryJudge.Judge(Plan, Seen(AsTold), Load(30)), Is.Empty);

    [Test]
    public void A_weight_that_was_never_seen_is_missed()
    {
        var record = Seen([.. AsTold.Where(rollout => rollout.Status!.Candidate?.Weight != 50)]);

        Assert.That(StoryJudge.Judge(Plan, record, Load(30)), Has.One.EqualTo("2.0.0 was to have 10 %, 50 %, 100 % of the traffic one after the other, and had 10 %, 100 %"));
    }

    [Test]
    public void A_bad_version_that_stays_is_told()
    {
        var record = Seen([.. AsTold[..6], Rollouts.Trial("2.0.0", "3.0.0", 100), Rollouts.Settled("3.0.0", ("3.0.0", RolloutOutcome.Promoted), ("2.0.0", RolloutOutcome.Promoted))]);

        var problems = StoryJudge.Judge(Plan, record, Load(30));

        Assert.Multiple(() =>
        {
            Assert.That(problems, Has.One.EqualTo("3.0.0 was to go back by itself, and ended as Promoted: because"));
            Assert.That(problems, Has.One.EqualTo("3.0.0 had all of the traffic before it went back"));
            Assert.That(problems, Has.One.EqualTo("2.0.0 was to have all of the traffic in the end, and has no share %"));
        });
    }

    [Test]
    public void Another_reason_to_go_back_is_another_story() => Assert.That(
        StoryJudge.Judge(Plan with { BadReason = ReturnReason.PodsFailed }, Seen(AsTold), Load(30)),
        Has.One.EqualTo("3.0.0 was to go back because of PodsFailed, and did so because of GateFailed: gate error-rate failed"));

    [Test]
    public void Failures_of_the_bad_version_are_its_own_and_all_others_are_told()
    {
        var problems = StoryJudge.Judge(Plan, Seen(AsTold), Load(31));

        Assert.That(problems, Has.One.StartsWith("1 requests failed that 3.0.0 did not answer"));
    }

    [Test]
    public void Without_requests_nothing_is_shown() => Assert.That(StoryJudge.Judge(Plan, Seen(AsTold), load: null), Is.EqualTo(new[] { "no request was sent" }));

    private static StoryRecord Seen(ModelRollout[] rollouts) => rollouts.Aggregate(StoryRecord.Empty, (record, rollout) => record.With(rollout));

    private static LoadSnapshot Load(long failures) => new()
    {
        Elapsed = TimeSpan.FromSeconds(60),
        Requests = 6000,
        Failures = failures,
        Errors = new Dictionary<LoadErrorKind, long> { [LoadErrorKind.Status] = failures },
        Versions =
        [
            new LoadVersion { Version = "1.0.0", Answers = 3000, Share = 0.5, Errors = 0 },
            new LoadVersion { Version = "2.0.0", Answers = 2900, Share = 0.48, Errors = 0 },
            new LoadVersion { Version = "3.0.0", Answers = 100, Share = 0.02, Errors = 30 },
        ],
    };
}
