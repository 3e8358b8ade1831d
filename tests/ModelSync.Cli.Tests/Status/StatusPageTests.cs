using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Cli.Status;

public sealed class StatusPageTests
{
    private const string Running = """{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}""";

    private static readonly ModelRollout Canary = Samples.Trial(
        "Paused",
        "Progressing",
        $$"""
        ,"pause":{"reason":"AwaitingPromotion","since":"2030-01-01T12:09:48Z","message":"promote goes on, abort goes back"},
        "weights":[{"revision":"{{Samples.Candidate}}","version":"2.0.0","desired":20,"observed":10},{"revision":"{{Samples.Stable}}","version":"1.0.0","desired":80,"observed":90}],
        "gates":[{"name":"errors","cluster":"local","verdict":"Passed","value":"0.002","threshold":"≤ 0.01","baseline":"0.001","samples":120},
                 {"name":"latency","verdict":"Inconclusive","threshold":"≤ 1.2 × baseline","samples":3,"message":"3 of 50 samples"}],
        "conditions":[{"type":"Ready","status":"Unknown","reason":"AwaitingPromotion","message":"step 2/4, weight 20 %: promote goes on, abort goes back"}]
        """);

    private static readonly Pod[] Pods =
    [
        Samples.Pod(Samples.Candidate, "7df5-aaaaa", Running),
        Samples.Pod(Samples.Stable, "765d-bbbbb", """{"phase":"Running","containerStatuses":[{"restartCount":5,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}"""),
        Samples.Pod(Samples.Stable, "765d-ccccc", Running),
    ];

    [Test]
    public void A_wide_page_has_the_whole_tree() => Assert.That(Text(Canary, 120), Is.EqualTo(
        """
        Rollout  shop/fraud, Canary over GatewayAPI
        Model    fraud-detector 2.0.0 (stable is 1.0.0)
        Phase    ‖ Paused, step 2 of 4: pause for 12s
                 step 2/4, weight 20 %: promote goes on, abort goes back
        Next     kubectl modelsync promote fraud -n shop
        or       kubectl modelsync abort fraud -n shop

        REVISIONS                           STATE                           WEIGHT                              AGE
        ├─ candidate 2.0.0 (mtr6sz4p9q)     1/1 ready                       ██▒▒░░░░░░░░░░░░░░░░  10 % → 20 %   5m
        │  └─ fraud-mtr6sz4p9q-7df5-aaaaa   Ready                                                               40s
        └─ stable 1.0.0 (c8bmqw99kh)        1/2 ready                       ██████████████████░░  90 % → 80 %   5m
           ├─ fraud-c8bmqw99kh-765d-bbbbb   CrashLoopBackOff (5 restarts)                                       40s
           └─ fraud-c8bmqw99kh-765d-ccccc   Ready                                                               40s

        GATES     VERDICT          VALUE   THRESHOLD          STABLE   SAMPLES
        errors    ✔ Passed         0.002   ≤ 0.01             0.001    120
        latency   ? Inconclusive           ≤ 1.2 × baseline            3
           3 of 50 samples
        """));

    [Test]
    public void A_narrow_page_shows_less_of_names_and_no_ages() => Assert.That(Text(Canary, 60), Is.EqualTo(
        """
        Rollout  shop/fraud, Canary over GatewayAPI
        Model    fraud-detector 2.0.0 (stable is 1.0.0)
        Phase    ‖ Paused, step 2 of 4: pause for 12s
                 step 2/4, weight 20 %: promote goes on, abort goes
                 back
        Next     kubectl modelsync promote fraud -n shop
        or       kubectl modelsync abort fraud -n shop

        REVISIONS                         STATE                           WEIGHT
        ├─ candidate 2.0.0 (mtr6sz4p9q)   1/1 ready                       █▒░░░░░░  10 % → 20 %
        │  └─ …7df5-aaaaa                 Ready
        └─ stable 1.0.0 (c8bmqw99kh)      1/2 ready                       ███████░  90 % → 80 %
           ├─ …765d-bbbbb                 CrashLoopBackOff (5 restarts)
           └─ …765d-ccccc                 Ready

        GATES     VERDICT          VALUE   THRESHOLD
        errors    ✔ Passed         0.002   ≤ 0.01
        latency   ? Inconclusive           ≤ 1.2 × baseline
           3 of 50 samples
        """));

    [Test]
    public void A_rollback_says_why_and_what_can_be_done() => Assert.That(Text(Samples.RolledBack(), 120), Does.StartWith(
        """
        Rollout  shop/fraud, Canary over GatewayAPI
        Model    fraud-detector 2.0.0 (stable is 1.0.0)
        Phase    ✖ RolledBack
                 2.0.0 went back: gate errors failed: 0.2 > 0.01
        Next     kubectl modelsync retry fraud -n shop
        or       kubectl modelsync undo fraud -n shop
        """));

    [Test]
    public void A_status_of_an_older_spec_is_not_taken_for_the_present_one()
    {
        var rollout = Samples.Healthy() with { Metadata = Samples.Healthy().Metadata with { Generation = 3 } };

        Assert.That(rollout.Verdict, Is.EqualTo(Verdict.InProgress));
        Assert.That(Text(rollout, 120), Does.Contain("the operator has not looked at the present spec yet"));
    }

    [Test]
    public void The_exit_code_follows_from_the_conditions()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Samples.Healthy().ExitCode, Is.EqualTo(ExitCodes.Ok));
            Assert.That(Samples.RolledBack().ExitCode, Is.EqualTo(ExitCodes.Failed));
            Assert.That(Samples.Rollout("\"phase\":\"Degraded\"").ExitCode, Is.EqualTo(ExitCodes.Failed));
            Assert.That(Canary.ExitCode, Is.EqualTo(ExitCodes.InProgress));
        });
    }

    [Test]
    public void What_a_cluster_says_cannot_write_over_the_terminal()
    {
        var rollout = Samples.Rollout("\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\",\"message\":\"\\u001b[2Jall\\u0007 is well\"}]");

        Assert.That(Text(rollout, 120), Does.Contain(" [2Jall  is well").And.Not.Contain("\e"));
    }

    [Test]
    public void A_masked_revision_says_what_it_would_have()
    {
        var bar = WeightBar.Show(new WeightStatus { Revision = "a", Desired = 0, Observed = 0, Masked = 20 }, 10, Output.Tone.New);

        Assert.That(bar.ToString(), Is.EqualTo("░░░░░░░░░░   0 % no ready pod, else 20 %"));
    }

    [TestCase(0, "░░░░░░░░░░")]
    [TestCase(1, "█░░░░░░░░░")]
    [TestCase(50, "█████░░░░░")]
    [TestCase(99, "█████████░")]
    [TestCase(100, "██████████")]
    public void A_little_is_not_shown_as_nothing_nor_nearly_all_as_all(int percent, string bar) =>
        Assert.That(WeightBar.Show(new WeightStatus { Revision = "a", Desired = percent, Observed = percent }, 10, Output.Tone.New).ToString(), Does.StartWith(bar));

    private static string Text(ModelRollout rollout, int width)
    {
        var view = Samples.View(rollout) with { Flags = " -n shop" };
        if (rollout == Canary)
        {
            view = view with { Pods = Pods, Deployments = [Samples.Deployment(Samples.Candidate, 1, 1), Samples.Deployment(Samples.Stable, 2, 1)] };
        }

        return string.Join('\n', StatusPage.Render(view, width, isWide: false));
    }
}
