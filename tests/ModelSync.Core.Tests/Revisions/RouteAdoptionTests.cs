using System.Text;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Traffic;

namespace ModelSync.Core.Tests.Revisions;

public sealed class RouteAdoptionTests
{
    private const string Ours = """{"name":"fraud","port":80,"filters":[{"type":"ExtensionRef"}]}""";
    private static readonly RouteReference Rule = new() { Kind = RouteKind.HTTPRoute, Name = "shop", RuleName = "score" };
    private static readonly VirtualServiceReference Istio = new() { Name = "shop", RouteName = "score" };
    private static readonly TrafficSplit Split = TrafficSplit.Between("bcdfghjklm", "npqrstvwxz", 25);

    [Test]
    public void Adoption_makes_one_entry_for_each_revision_with_filters_and_port_copied() =>
        Assert.That(Patch(Route(Ours)), Is.EqualTo(
            """[{"op":"test","path":"/metadata/resourceVersion","value":"7"},{"op":"test","path":"/spec/rules/1/name","value":"score"},"""
            + """{"op":"test","path":"/spec/rules/1/backendRefs","value":[{"name":"fraud","port":80,"filters":[{"type":"ExtensionRef"}]}]},"""
            + """{"op":"replace","path":"/spec/rules/1/backendRefs","value":["""
            + """{"name":"fraud-bcdfghjklm","port":80,"filters":[{"type":"ExtensionRef"}],"weight":75},"""
            + """{"name":"fraud-npqrstvwxz","port":80,"filters":[{"type":"ExtensionRef"}],"weight":25}]}]"""));

    [Test]
    public void A_new_split_replaces_our_entries_and_keeps_others_without_traffic_in_place()
    {
        var route = Route("""{"name":"old","port":80,"weight":0},{"name":"fraud-bcdfghjklm","port":80,"weight":100},{"kind":"Custom","group":"x","name":"y","weight":0}""");

        Assert.That(Patch(route), Does.EndWith(
            """[{"name":"old","port":80,"weight":0},{"name":"fraud-bcdfghjklm","port":80,"weight":75},{"name":"fraud-npqrstvwxz","port":80,"weight":25},{"kind":"Custom","group":"x","name":"y","weight":0}]}]"""));
    }

    [Test]
    public void A_split_that_stands_there_needs_no_patch()
    {
        var route = Route("""{"name":"fraud-bcdfghjklm","port":80,"weight":75},{"name":"fraud-npqrstvwxz","port":80,"weight":25}""");

        Assert.That(RouteAdoption.Patch(route, Rule, Samples.Identity, Split).Value, Is.EqualTo(RoutePatch.None));
    }

    [Test]
    public void Restoring_gives_the_one_entry_back_as_it_was()
    {
        var adopted = Route(Ours.Replace("\"fraud\"", "\"fraud-bcdfghjklm\"", StringComparison.Ordinal).Replace("}]}", "}],\"weight\":75}", StringComparison.Ordinal));
        var patch = RouteAdoption.Restore(adopted, Rule, Samples.Identity).Value!.Patch!;

        Assert.That(Text(patch), Does.EndWith($"\"value\":[{Ours}]}}]"));
    }

    [TestCase("""{"name":"fraud","port":80},{"name":"other","port":80}""", "ForeignBackend")]
    [TestCase("""{"name":"fraud","port":80},{"name":"other","port":80,"weight":3}""", "ForeignBackend")]
    [TestCase("""{"name":"fraud","port":80},{"name":"fraud","namespace":"elsewhere","port":80}""", "ForeignBackend")]
    [TestCase("""{"name":"fraud","port":80},{"kind":"Bucket","group":"x","name":"fraud"}""", "ForeignBackend")]
    [TestCase("""{"name":"fraud","port":80},{"name":"fraud2-bcdfghjklm","port":80}""", "AdoptConflict")]
    [TestCase("""{"name":"old","port":80,"weight":0}""", "AdoptConflict")]
    [TestCase("", "AdoptConflict")]
    public void What_is_not_ours_alone_is_not_touched(string backends, string reason)
    {
        var result = RouteAdoption.Patch(Route(backends), Rule, Samples.Identity, Split);

        Assert.That(result.IsRendered, Is.False);
        Assert.That(result.Impediment!.Reason, Is.EqualTo(reason));
        Assert.That(result.Impediment.Message, Does.Contain("rule score of HTTPRoute shop"));
    }

    [Test]
    public void A_rule_that_is_not_there_or_there_twice_is_refused()
    {
        Assert.That(RouteAdoption.Patch(RawJson.From("""{"spec":{"rules":[{"name":"a"}]}}"""), Rule, Samples.Identity, Split).Impediment!.Reason, Is.EqualTo("RuleNotFound"));
        Assert.That(
            RouteAdoption.Patch(RawJson.From("""{"spec":{"rules":[{"name":"score"},{"name":"score"}]}}"""), Rule, Samples.Identity, Split).Impediment!.Message,
            Does.Contain("exists twice"));
        Assert.That(RouteAdoption.Patch(RawJson.From("{}"), Rule, Samples.Identity, Split).IsRendered, Is.False);
    }

    [Test]
    public void A_refusal_names_the_route_as_people_do()
    {
        var empty = RawJson.From("""{"spec":{"rules":[],"http":[]}}""");

        Assert.That(
            RouteAdoption.Patch(empty, Rule with { Kind = RouteKind.GRPCRoute }, Samples.Identity, Split).Impediment!.Message, Does.StartWith("The rule score of GRPCRoute shop does not exist"));
        Assert.That(RouteAdoption.Patch(empty, Istio, Samples.Identity, Split).Impediment!.Message, Does.StartWith("The HTTP route score of VirtualService shop does not exist"));
    }

    [Test]
    public void A_rule_without_backends_is_none_of_ours() => Assert.That(
        RouteAdoption.Patch(RawJson.From("""{"spec":{"rules":[{"name":"score"}]}}"""), Rule, Samples.Identity, Split).Impediment!.Reason, Is.EqualTo("AdoptConflict"));

    [TestCase("""{"kind":"Service","group":"","name":"fraud","port":80}""", true)]
    [TestCase("""{"kind":"Service","name":"fraud","port":80}""", true)]
    [TestCase("""{"group":"","name":"fraud","port":80}""", true)]
    [TestCase("""{"kind":"Bucket","name":"fraud"}""", false)]
    [TestCase("""{"group":"x","name":"fraud"}""", false)]
    public void Only_a_Service_is_a_backend_of_ours(string backend, bool isOurs) =>
        Assert.That(RouteAdoption.Patch(Route(backend), Rule, Samples.Identity, Split).IsRendered, Is.EqualTo(isOurs));

    [Test]
    public void A_foreign_Service_is_named_alone() => Assert.That(
        RouteAdoption.Patch(Route("""{"name":"fraud","port":80},{"name":"other","port":80}"""), Rule, Samples.Identity, Split).Impediment!.Message,
        Does.Contain("also sends traffic to other: take it out"));

    [TestCase("fraud", "fraud-bcdfghjklm")]
    [TestCase("fraud.payments", "fraud-bcdfghjklm.payments")]
    [TestCase("fraud.payments.svc.cluster.local", "fraud-bcdfghjklm.payments.svc.cluster.local")]
    public void A_VirtualService_keeps_the_form_of_its_hosts(string before, string after)
    {
        var live = RawJson.From("""{"spec":{"http":[{"name":"score","route":[{"destination":{"host":"HOST","port":{"number":80}},"headers":{}}]}]}}""".Replace("HOST", before, StringComparison.Ordinal));
        var patch = Text(RouteAdoption.Patch(live, Istio, Samples.Identity, TrafficSplit.All("bcdfghjklm")).Value!.Patch!);

        Assert.That(patch, Does.EndWith("""[{"destination":{"host":"HOST","port":{"number":80}},"headers":{},"weight":100}]}]""".Replace("HOST", after, StringComparison.Ordinal)));
    }

    [TestCase("fraud.elsewhere.svc.cluster.local")]
    [TestCase("fraud.payments2")]
    public void A_host_of_another_namespace_is_foreign(string host)
    {
        var live = RawJson.From("""{"spec":{"http":[{"name":"score","route":[{"destination":{"host":"HOST"}}]}]}}""".Replace("HOST", host, StringComparison.Ordinal));

        Assert.That(RouteAdoption.Patch(live, Istio, Samples.Identity, Split).Impediment!.Reason, Is.EqualTo("ForeignBackend"));
    }

    private static RawJson Route(string backends) => RawJson.From(
        """{"metadata":{"name":"shop","resourceVersion":"7"},"spec":{"rules":[{"name":"home","backendRefs":[{"name":"web","port":80}]},{"name":"score","backendRefs":[BACKENDS]}]}}"""
            .Replace("BACKENDS", backends, StringComparison.Ordinal));

    private static string Patch(RawJson route) => Text(RouteAdoption.Patch(route, Rule, Samples.Identity, Split).Value!.Patch!);

    private static string Text(Kubernetes.Patching.Patch patch) => Encoding.UTF8.GetString(patch.Body.Span);
}
