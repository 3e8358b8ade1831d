using ModelSync.Api.Approvals;
using ModelSync.Api.Policies;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies.Rules;

public sealed class ApprovalsTests
{
    private const string Change = ", or change rule \"r\" of ClusterModelPolicy/x";
    private const string Subject = "revision ab12cd34ef of 2.3.1 in prod";

    private static readonly ApprovalsRule Two = new() { Required = 2, Groups = ["risk", "audit"], SeparationOfDuties = true, ExpiresAfterHours = 24 };

    [Test]
    public void Two_people_of_the_groups_are_enough() =>
        Expect(Two, null, Of("alice", "risk"), Of("bob", "audit"));

    private static IEnumerable<TestCaseData> TooFew()
    {
        static TestCaseData Case(string has, params ApprovalFacts[] approvals) => new TestCaseData(has, approvals).SetArgDisplayNames(has);

        var alice = Of("alice");
        yield return Case("0 of 2 approvals");
        yield return Case("1 of 2 approvals by alice", alice);
        yield return Case("1 of 2 approvals by alice", alice, alice with { Name = "again" });
        yield return Case("1 of 2 approvals by alice", alice, Of("bob", "web"));
        yield return Case("1 of 2 approvals by alice", alice, Of("bob") with { PackageDigest = "sha256:other" });
        yield return Case("1 of 2 approvals by alice", alice, Of("bob") with { Environment = "staging" });
        yield return Case("1 of 2 approvals by alice", alice, Of("bob") with { Model = "other" });
        yield return Case("1 of 2 approvals by alice", alice, Of("bob") with { Version = "2.3.0" });
        yield return Case("1 of 2 approvals by alice", alice, Of("bob") with { Revision = "other" });
        yield return Case("1 of 2 approvals by alice", alice, Of("bob") with { Revision = null });
        yield return Case("1 of 2 approvals by alice", alice, Of("bob"), Of("bob", decision: ApprovalDecision.Revoke, minutes: 1));
        yield return Case("1 of 2 approvals by alice", alice, Of("bob"), Of("bob", decision: ApprovalDecision.Revoke));
        yield return Case("1 of 2 approvals by alice", alice, Of("bob"), Of("bob", "web", ApprovalDecision.Revoke, minutes: 1));
        yield return Case("1 of 2 approvals by alice", alice, Of("bob"), Of("bob", decision: ApprovalDecision.Revoke, minutes: 1) with { Revision = null });
        yield return Case("1 of 2 approvals by alice (bob does not count: the approval is older than 24 h)", alice, Of("bob", minutes: -24 * 60));
        yield return Case("1 of 2 approvals by alice (carol does not count: created the version)", alice, Of("carol") with { Approver = new Person("carol", "c") });
        yield return Case("1 of 2 approvals by alice (carol does not count: created the version)", alice, Of("carol") with { Approver = new Person("carol", "new") });
        yield return Case("1 of 2 approvals by alice (dave does not count: asked for the change)", alice, Of("dave") with { Approver = new Person("dave", "d") });
    }

    [TestCaseSource(nameof(TooFew))]
    public void Whoever_does_not_count_is_named(string has, ApprovalFacts[] approvals) =>
        Expect(Two, $"{Subject} has {has}: ask a member of risk or audit for a ModelApproval{Change}", approvals);

    [Test]
    public void An_approval_counts_up_to_its_last_minute() => Expect(Two, null, Of("alice"), Of("bob", minutes: (-24 * 60) + 1));

    [Test]
    public void A_revoked_decision_can_be_given_again() =>
        Expect(Two, null, Of("alice"), Of("bob"), Of("bob", decision: ApprovalDecision.Revoke, minutes: 1), Of("bob", minutes: 2));

    [Test]
    public void A_reject_is_a_veto_that_does_not_expire_until_its_author_changes_it()
    {
        var message = $"{Subject} is rejected by bob (Reject-bob--9999): ask bob to approve or revoke{Change}";
        var veto = Of("bob", decision: ApprovalDecision.Reject, minutes: -9999);
        var enough = new[] { Of("alice"), Of("eve") };

        Expect(Two, message, [.. enough, veto]);
        Expect(Two, message, [.. enough, veto with { Revision = null }]);
        Expect(Two, null, [.. enough, veto with { Revision = "other" }]);
        Expect(Two, null, [.. enough, veto, Of("bob")]);
        Expect(Two, null, [.. enough, veto, Of("bob", decision: ApprovalDecision.Revoke)]);
        Expect(Two, null, [.. enough, veto with { Groups = ["web"] }]);
        Expect(Two, $"{Subject} is rejected by carol (v): ask carol to approve or revoke{Change}", [.. enough, veto with { Name = "v", Approver = new Person("carol", "c") }]);
    }

    [Test]
    public void An_approval_of_the_package_is_enough_where_the_rule_says_so()
    {
        var rule = new ApprovalsRule { BindTo = ApprovalBinding.Package };

        Expect(rule, null, Of("alice") with { Revision = null });
        Expect(rule, null, Of("alice") with { Revision = "other" });
        Expect(rule, $"package {Given.Package} of 2.3.1 in prod has 0 of 1 approvals: ask somebody for a ModelApproval{Change}");
    }

    [Test]
    public void A_service_account_counts_only_in_a_group_that_is_named()
    {
        var robot = Of("system:serviceaccount:ci:bot", "system:serviceaccounts:ci");

        Expect(new ApprovalsRule(), $"{Subject} has 0 of 1 approvals: ask somebody for a ModelApproval{Change}", robot);
        Expect(new ApprovalsRule { Groups = ["system:serviceaccounts:ci"] }, null, robot);
    }

    [Test]
    public void Authors_count_where_duties_are_not_separated() =>
        Expect(new ApprovalsRule(), null, Of("carol") with { Approver = new Person("carol", "c") });

    [Test]
    public void People_without_a_uid_are_told_apart_by_name() =>
        Expect(Two, null, Of("alice") with { Approver = new Person("alice", string.Empty) }, Of("bob") with { Approver = new Person("bob", null) });

    private static IEnumerable<TestCaseData> NotKnown()
    {
        static TestCaseData Case(PolicyFacts facts, string message) => new TestCaseData(facts, message).SetArgDisplayNames(message);

        var facts = Given.Facts();
        yield return Case(facts with { Approvals = null }, "approvals are not known: wait until they are read");
        yield return Case(facts with { Revision = null }, "the revision is not known: wait until it is computed");
        yield return Case(
            facts with { Version = facts.Version with { PackageDigest = null } }, "the package digest of 2.3.1 is not known: wait until its components are pinned");
        yield return Case(
            facts with { Target = facts.Target with { Environment = null } },
            "the target has no environment that could be approved: give its namespace the label modelsync.io/environment");
        yield return Case(
            facts with { Version = facts.Version with { Creator = null } },
            "who created the version is not known, so duties cannot be separated: let the admission webhook run and do it again");
        yield return Case(
            facts with { Requester = null },
            "who asked for the change is not known, so duties cannot be separated: let the admission webhook run and do it again");
    }

    [TestCaseSource(nameof(NotKnown))]
    public void What_is_not_known_makes_the_policy_unenforceable(PolicyFacts facts, string message) => Given.Expect(
        Given.Finding(new PolicyRule { Approvals = Two }, facts), $"ClusterModelPolicy/x cannot be evaluated: {message}", PolicyReason.PolicyNotEnforceable);

    private static void Expect(ApprovalsRule rule, string? objection, params ApprovalFacts[] approvals) => Given.Expect(
        Given.Finding(new PolicyRule { Approvals = rule }, Given.Facts() with { Approvals = approvals }), objection, PolicyReason.AwaitingApproval);

    private static ApprovalFacts Of(string name, string group = "risk", ApprovalDecision decision = ApprovalDecision.Approve, int minutes = 0) => new()
    {
        Name = $"{decision}-{name}-{minutes}",
        Decision = decision,
        Approver = new Person(name, $"uid-{name}"),
        Groups = ["system:authenticated", group],
        At = Given.Now.AddMinutes(minutes),
        Model = "fraud",
        Version = "2.3.1",
        PackageDigest = Given.Package,
        Environment = "prod",
        Revision = "ab12cd34ef",
    };
}
