using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Versions;
using ModelSync.Core.Policies;

namespace ModelSync.Core.Tests.Policies.Rules;

public sealed class PodRuleTests
{
    private const string Change = ", or change rule \"r\" of ClusterModelPolicy/x";

    private static IEnumerable<TestCaseData> Ceilings()
    {
        static TestCaseData Case(string name, string pod, string resource, string ceiling, string? objection) =>
            new TestCaseData(pod, resource, ceiling, objection).SetArgDisplayNames(name);

        const string Two = """{"containers":[{"name":"a","resources":{"limits":{"cpu":"1500m"}}},{"name":"b","resources":{"limits":{"cpu":1}}}]}""";
        yield return Case("containers add up", Two, "cpu", "2500m", null);
        yield return Case("containers add up to more", Two, "cpu", "2", "the pod's limits of cpu are 2500m, at most 2 is allowed");
        yield return Case("no limit", """{"containers":[{"name":"a"}]}""", "memory", "4Gi", "containers[a] has no limit of memory");
        yield return Case("no limit of an init container", """{"containers":[],"initContainers":[{"name":"i","resources":{}}]}""", "cpu", "4", "initContainers[i] has no limit of cpu");
        yield return Case("no limit of an extended resource is none of it", """{"containers":[{"name":"a"}]}""", "nvidia.com/gpu", "0", null);
        yield return Case(
            "extended resources add up",
            """{"containers":[{"name":"a","resources":{"limits":{"nvidia.com/gpu":"2"}}},{"name":"b","resources":{"limits":{"nvidia.com/gpu":1}}}]}""",
            "nvidia.com/gpu", "2", "the pod's limits of nvidia.com/gpu are 3, at most 2 is allowed");
        yield return Case(
            "init containers run alone",
            """{"containers":[{"name":"a","resources":{"limits":{"cpu":"2"}}}],"initContainers":[{"name":"i","resources":{"limits":{"cpu":"3"}}},{"name":"j","resources":{"limits":{"cpu":"1"}}}]}""",
            "cpu", "2", "the pod's limits of cpu are 3, at most 2 is allowed");
        yield return Case(
            "sidecars run beside all that come later",
            """{"containers":[{"name":"a","resources":{"limits":{"cpu":"2"}}}],"initContainers":[{"name":"i","resources":{"limits":{"cpu":"3"}}},{"name":"s","restartPolicy":"Always","resources":{"limits":{"cpu":"2"}}},{"name":"j","resources":{"limits":{"cpu":"1"}}}]}""",
            "cpu", "3", "the pod's limits of cpu are 4, at most 3 is allowed");
        yield return Case(
            "a limit of the pod bounds its containers",
            """{"resources":{"limits":{"cpu":"2"}},"containers":[{"name":"a"},{"name":"b","resources":{"limits":{"cpu":"9"}}}]}""", "cpu", "2", null);
        yield return Case("overhead counts", """{"overhead":{"cpu":"500m"},"resources":{"limits":{"cpu":"2"}},"containers":[]}""", "cpu", "2", "the pod's limits of cpu are 2500m, at most 2 is allowed");
        yield return Case(
            "overhead counts on top of the containers",
            """{"overhead":{"cpu":"500m"},"containers":[{"name":"a","resources":{"limits":{"cpu":"2"}}}]}""", "cpu", "2", "the pod's limits of cpu are 2500m, at most 2 is allowed");
        yield return Case(
            "a sidecar counts once",
            """{"containers":[{"name":"a","resources":{"limits":{"cpu":"1"}}}],"initContainers":[{"name":"s","restartPolicy":"Always","resources":{"limits":{"cpu":"2"}}}]}""", "cpu", "3", null);
        yield return Case("the first without a limit is told", """{"containers":[{"name":"a"},{"name":"b"}]}""", "cpu", "2", "containers[a] has no limit of cpu");
        yield return Case(
            "the first that is no quantity is told",
            """{"containers":[{"name":"a","resources":{"limits":{"cpu":"much"}}},{"name":"b","resources":{"limits":{"cpu":"more"}}}]}""",
            "cpu", "2", "containers[a] has the limit \"much\" of cpu, which is no quantity");
        yield return Case(
            "a missing limit is told before a sum that is too high",
            """{"containers":[{"name":"a","resources":{"limits":{"cpu":"9"}}},{"name":"b"}]}""", "cpu", "2", "containers[b] has no limit of cpu");
        yield return Case("overhead that is no quantity", """{"overhead":{"cpu":"much"},"containers":[]}""", "cpu", "2", "overhead has the limit \"much\" of cpu, which is no quantity");
        yield return Case(
            "a limit of the pod that is no quantity",
            """{"resources":{"limits":{"cpu":"much"}},"containers":[]}""", "cpu", "2", "the pod has the limit \"much\" of cpu, which is no quantity");
        yield return Case(
            "no quantity",
            """{"containers":[{"name":"a","resources":{"limits":{"cpu":"much"}}}]}""", "cpu", "2", "containers[a] has the limit \"much\" of cpu, which is no quantity");
        yield return Case(
            "beyond all bounds",
            """{"containers":[{"name":"a","resources":{"limits":{"cpu":"1e29"}}},{"name":"b","resources":{"limits":{"cpu":"1e29"}}}]}""",
            "cpu", "2", "the pod's limits of cpu are beyond all bounds, at most 2 is allowed");
        yield return Case("nulls are absent", """{"containers":[{"name":"a","resources":{"limits":null}}],"initContainers":null,"volumes":null}""", "nvidia.com/gpu", "0", null);
    }

    [TestCaseSource(nameof(Ceilings))]
    public void A_pod_stays_below_the_ceiling(string pod, string resource, string ceiling, string? objection) => Given.Expect(
        Given.Finding(new PolicyRule { ResourceCeiling = new ResourceCeilingRule { Limits = Given.Map((resource, ceiling)) } }, Given.Facts() with { PodSpec = RawJson.From(pod) }),
        objection is null ? null : $"{objection}: lower the limits in template.spec{Change}");

    [TestCase(null, "2", "the pod template is not known: wait until it is read")]
    [TestCase("[]", "2", "template.spec is no pod spec: correct it")]
    [TestCase("""{"containers":{}}""", "2", "template.spec is no pod spec: correct it")]
    [TestCase("""{"containers":[1]}""", "2", "template.spec is no pod spec: correct it")]
    [TestCase("""{"containers":[{"name":1}]}""", "2", "template.spec is no pod spec: correct it")]
    [TestCase("""{"containers":[]}""", "much", "the limit \"much\" of cpu in rule \"r\" is no quantity: write one such as 2 or 16Gi")]
    public void What_cannot_be_read_makes_the_policy_unenforceable(string? pod, string ceiling, string problem) => Given.Expect(
        Given.Finding(
            new PolicyRule { ResourceCeiling = new ResourceCeilingRule { Limits = Given.Map(("cpu", ceiling)) } },
            Given.Facts() with { PodSpec = pod is null ? null : RawJson.From(pod) }),
        $"ClusterModelPolicy/x cannot be evaluated: {problem}",
        PolicyReason.PolicyNotEnforceable);

    private const string Pinned = $"r/s@{Given.Weights}";

    private static IEnumerable<TestCaseData> Images()
    {
        static TestCaseData Case(string name, string pod, PinnedImageScope? scope, string? objection) => new TestCaseData(pod, scope, objection).SetArgDisplayNames(name);

        const string Mixed = $$$"""{"containers":[{"name":"a","image":"{{{Pinned}}}"},{"name":"b","image":"r/b:1"}]}""";
        yield return Case("pinned", $$$"""{"containers":[{"name":"a","image":"{{{Pinned}}}"}]}""", null, null);
        yield return Case("pinned with a tag", $$$"""{"containers":[{"name":"a","image":"r/s:1@{{{Given.Weights}}}"}]}""", null, null);
        yield return Case("all", Mixed, PinnedImageScope.All, "the image of containers[b] is r/b:1, without a digest");
        yield return Case("serving", Mixed, PinnedImageScope.Serving, null);
        yield return Case("serving is not", """{"containers":[{"name":"a","image":"r/s:1"}]}""", PinnedImageScope.Serving, "the image of containers[a] is r/s:1, without a digest");
        yield return Case("short digest", """{"containers":[{"name":"a","image":"r/s@sha256:aa"}]}""", null, "the image of containers[a] is r/s@sha256:aa, without a digest");
        yield return Case("no image", """{"containers":[{"name":"a"}]}""", null, "the image of containers[a] is not said, without a digest");
        yield return Case(
            "init containers and volumes",
            $$$"""{"containers":[{"name":"a","image":"{{{Pinned}}}"}],"initContainers":[{"name":"i","image":"r/i"}],"volumes":[{"name":"v","image":{"reference":"r/v:1"}},{"name":"e","emptyDir":{}}]}""",
            null,
            "the image of initContainers[i] is r/i, without a digest; the image of volumes[v] is r/v:1, without a digest");
    }

    [TestCaseSource(nameof(Images))]
    public void Images_are_named_by_digest(string pod, PinnedImageScope? scope, string? objection) => Given.Expect(
        Given.Finding(new PolicyRule { PinnedImage = new PinnedImageRule { Containers = scope } }, Given.Facts() with { PodSpec = RawJson.From(pod) }),
        objection is null ? null : $"{objection}: write name@sha256:HEX{Change}");

    [TestCase("b", true)]
    [TestCase(null, false)]
    public void The_image_of_the_version_replaces_that_of_the_serving_container(string? serving, bool passes)
    {
        var version = Given.Version("2.3.1");
        version = version with
        {
            Spec = version.Spec! with { Components = [new ModelComponent { Name = "image", Role = ComponentRole.Image }] },
            Components = [new ResolvedComponent { Name = "image", Uri = Pinned }],
        };
        var facts = Given.Facts(version) with
        {
            ServingContainer = serving,
            PodSpec = RawJson.From($$$"""{"containers":[{"name":"a","image":"{{{Pinned}}}"},{"name":"b","image":"r/b:1"}]}"""),
        };

        Assert.That(Given.Finding(new PolicyRule { PinnedImage = new PinnedImageRule() }, facts)!.Verdict, Is.EqualTo(passes ? PolicyVerdict.Pass : PolicyVerdict.Deny));
    }
}
