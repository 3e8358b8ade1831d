using ModelSync.Api.Policies;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies.Rules;

public sealed class VersioningTests
{
    private const string Change = ", or change rule \"r\" of ClusterModelPolicy/x";

    private static readonly PolicyRule Bumps = new() { Versioning = new VersioningRule { EnforceBumps = true } };

    [Test]
    public void Scenario_8_a_removed_output_behind_a_minor_version_is_named()
    {
        var stable = WithOutput(Given.Version("2.3.0"), "score");
        var candidate = WithOutput(Given.Version("2.4.0"), "risk");

        Given.Expect(
            Given.Finding(Bumps, Given.Facts(candidate, stable)),
            "2.4.0 is too small a step from 2.3.0: schema.outputs[score] was removed: use 3.0.0 or higher" + Change);
        Given.Expect(Given.Finding(Bumps, Given.Facts(candidate with { Version = "3.0.0" }, stable)), null);
    }

    [Test]
    public void A_step_back_is_judged_like_the_step_forward_that_it_undoes()
    {
        var older = WithOutput(Given.Version("2.3.0"), "score");
        var newer = WithOutput(Given.Version("3.0.0"), "risk");

        Given.Expect(Given.Finding(Bumps, Given.Facts(older, newer)), null);
        Given.Expect(
            Given.Finding(Bumps, Given.Facts(older, newer with { Version = "2.3.1" })),
            "2.3.1 is too small a step from 2.3.0: schema.outputs[score] was removed: use 3.0.0 or higher" + Change);
    }

    [Test]
    public void New_weights_behind_the_same_tag_are_seen_by_their_pins()
    {
        var stable = Given.Version("2.3.0");
        var candidate = Given.Version("2.3.0+data.1");
        candidate = candidate with { Components = [candidate.Components[0] with { Digest = Given.Package }] };

        Given.Expect(Given.Finding(Bumps, Given.Facts(Given.Version("2.3.0"), stable)), null);
        Given.Expect(
            Given.Finding(Bumps, Given.Facts(candidate, stable)),
            "2.3.0+data.1 is too small a step from 2.3.0: components[weights] changed: use 2.3.1 or higher" + Change);
    }

    [TestCase("2.3.0", "3.0.0", 1, null)]
    [TestCase("2.3.0", "5.0.0", 1, "5.0.0 raises the major version of 2.3.0 by 3, at most 1 is allowed: go there by smaller steps")]
    [TestCase("2.3.0", "3.0.0", 0, "3.0.0 raises the major version of 2.3.0 by 1, at most 0 is allowed: go there by smaller steps")]
    [TestCase("5.0.0", "2.3.0", 1, null)]
    public void A_major_version_rises_by_so_much_at_once(string before, string after, int most, string? objection) => Given.Expect(
        Given.Finding(new PolicyRule { Versioning = new VersioningRule { MaxMajorJump = most } }, Given.Facts(Given.Version(after), Given.Version(before))),
        objection is null ? null : objection + Change);

    [Test]
    public void What_is_not_known_cannot_be_compared()
    {
        Given.Expect(Given.Finding(Bumps, Given.Facts()), null);
        Given.Expect(
            Given.Finding(Bumps, Given.Facts(stable: Given.Version("2.3.0") with { Spec = null })),
            "ClusterModelPolicy/x cannot be evaluated: the ModelVersion of 2.3.0 is not known, so changes cannot be compared: create it again",
            PolicyReason.PolicyNotEnforceable);
        Assert.That(
            Given.Finding(Bumps, Given.Facts(stable: Given.Version("2.3")))!.Message,
            Does.StartWith("ClusterModelPolicy/x cannot be evaluated: version \"2.3\" has 2 numbers"));
    }

    private static VersionFacts WithOutput(VersionFacts version, string output) =>
        version with { Spec = version.Spec! with { Schema = new ModelSchema { Outputs = [new TensorSchema { Name = output, Datatype = "FP32" }] } } };
}
