using ModelSync.Api.Policies;
using ModelSync.Core.Policies;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Policies.Rules;

public sealed class FreezeTests
{
    private const string Change = ", or change rule \"r\" of ClusterModelPolicy/x";

    // Given.Now is Tuesday, 3 March 2026, 14:05 UTC.
    [TestCase("0 14 * * *", 3600, null, "2026-03-03 15:00:00 UTC")]
    [TestCase("0 14 * * *", 300, null, null)]
    [TestCase("0 14 * * *", 301, null, "2026-03-03 14:05:01 UTC")]
    [TestCase("0 14 * * MON", 3600, null, null)]
    [TestCase("0 18 * * FRI", 259200, null, null)]
    [TestCase("0 18 * * FRI", 345600, null, "2026-03-03 18:00:00 UTC")]
    [TestCase("0 15 * * *", 3600, "Europe/Berlin", "2026-03-03 15:00:00 UTC")]
    [TestCase("0 14 * * *", 3600, "Europe/Berlin", null)]
    public void A_repeated_window_holds_until_its_end(string cron, int seconds, string? zone, string? until)
    {
        var rule = new PolicyRule { Freeze = new FreezeRule { Windows = [new FreezeWindow { Cron = cron, DurationSeconds = seconds, TimeZone = zone }] } };

        Given.Expect(Given.Finding(rule, Given.Facts()), until is null ? null : $"nothing starts or advances before {until}: wait{Change}", PolicyReason.Frozen);
    }

    [Test]
    public void The_caller_learns_when_the_last_window_ends()
    {
        var rule = new PolicyRule
        {
            Freeze = new FreezeRule
            {
                Windows =
                [
                    new FreezeWindow { Start = new KubeTime(Given.Now), End = new KubeTime(Given.Now.AddHours(2)) },
                    new FreezeWindow { Cron = "0 14 * * *", DurationSeconds = 3600 },
                    new FreezeWindow { Cron = "broken", DurationSeconds = 3600 },
                ],
            },
        };

        var decision = PolicyEvaluator.Evaluate(PolicyMoment.Advance, Given.Facts(), [Given.Policy(rule)]);

        Assert.That(decision.FrozenUntil, Is.EqualTo(Given.Now.AddHours(2)));
        Assert.That(PolicyEvaluator.Evaluate(PolicyMoment.Return, Given.Facts(), [Given.Policy(rule)]).IsAllowed, Is.True);
        Assert.That(
            PolicyEvaluator.Evaluate(PolicyMoment.Advance, Given.Facts() with { SteadyNow = Given.Now.AddHours(2) }, [Given.Policy(rule)]).Objection!.Reason,
            Is.EqualTo(PolicyReason.PolicyNotEnforceable));
    }

    [TestCase("0 14 * *", null, "cron \"0 14 * *\" has 4 fields: write minute, hour, day of month, month and day of week, such as 0 18 * * FRI")]
    [TestCase("0 14 * * *", "Europe/Nowhere", "the time zone \"Europe/Nowhere\" is not known here: use UTC or a name such as Europe/Berlin, and an operator image with the time zone database")]
    public void A_window_that_is_none_makes_the_policy_unenforceable(string cron, string? zone, string problem) => Given.Expect(
        Given.Finding(new PolicyRule { Freeze = new FreezeRule { Windows = [new FreezeWindow { Cron = cron, DurationSeconds = 60, TimeZone = zone }] } }, Given.Facts()),
        $"ClusterModelPolicy/x cannot be evaluated: {problem}",
        PolicyReason.PolicyNotEnforceable);
}
