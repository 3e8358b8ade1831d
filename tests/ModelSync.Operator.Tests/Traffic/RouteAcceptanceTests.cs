using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Tests.Traffic;

/// <summary>A route is in force when every parent that it names says so, of the generation that was written.</summary>
internal sealed class RouteAcceptanceTests
{
    private const string Gateway = """{"name":"public","namespace":"edge"}""";

    [Test]
    public void A_route_that_its_parent_has_accepted_at_its_generation_is_in_force() =>
        Assert.That(RouteAcceptance.Of(Route(Gateway, Report(Gateway, Accepted(2), Resolved(2)))), Is.True);

    [Test]
    public void One_of_an_older_generation_is_not() => Assert.That(RouteAcceptance.Of(Route(Gateway, Report(Gateway, Accepted(1), Resolved(2)))), Is.False);

    [Test]
    public void One_whose_backends_are_not_resolved_is_not() =>
        Assert.That(RouteAcceptance.Of(Route(Gateway, Report(Gateway, Accepted(2), Resolved(2, "False")))), Is.False);

    [Test]
    public void One_that_says_nothing_of_its_backends_is_not() => Assert.That(RouteAcceptance.Of(Route(Gateway, Report(Gateway, Accepted(2)))), Is.False);

    [Test]
    public void A_condition_without_a_generation_counts() =>
        Assert.That(RouteAcceptance.Of(Route(Gateway, Report(Gateway, """{"type":"Accepted","status":"True"}""", """{"type":"ResolvedRefs","status":"True"}"""))), Is.True);

    [Test]
    public void Each_of_several_parents_has_to_accept_it()
    {
        const string Second = """{"name":"private","namespace":"edge"}""";
        var parents = $"{Gateway},{Second}";
        var first = Report(Gateway, Accepted(2), Resolved(2));
        Assert.Multiple(() =>
        {
            Assert.That(RouteAcceptance.Of(Route(parents, first)), Is.False);
            Assert.That(RouteAcceptance.Of(Route(parents, $"{first},{Report(Second, Accepted(2), Resolved(2))}")), Is.True);
        });
    }

    [Test]
    public void The_report_of_another_section_of_the_same_gateway_does_not_count()
    {
        const string Https = """{"name":"public","namespace":"edge","sectionName":"https"}""";
        Assert.That(RouteAcceptance.Of(Route(Https, Report(Gateway, Accepted(2), Resolved(2)))), Is.False);
    }

    [Test]
    public void A_parent_in_the_routes_own_namespace_need_not_name_it() => Assert.That(
        RouteAcceptance.Of(Route("""{"name":"local"}""", Report("""{"name":"local","namespace":"shop","kind":"Gateway","group":"gateway.networking.k8s.io"}""", Accepted(2), Resolved(2)))),
        Is.True);

    [Test]
    public void A_route_without_parents_serves_nobody() => Assert.That(RouteAcceptance.Of(Route("", "")), Is.False);

    [TestCase("", true)]
    [TestCase(",\"status\":{\"observedGeneration\":1}", false)]
    [TestCase(",\"status\":{\"observedGeneration\":\"1\"}", false)]
    [TestCase(",\"status\":{\"observedGeneration\":\"2\"}", true)]
    [TestCase(",\"status\":{\"observedGeneration\":2}", true)]
    public void A_VirtualService_counts_as_accepted_unless_Istio_says_that_it_is_behind(string status, bool expected) => Assert.That(
        RouteAcceptance.Of(Objects.Parse("{\"apiVersion\":\"networking.istio.io/v1\",\"kind\":\"VirtualService\",\"metadata\":" + Objects.Owned("fraud") + status + "}")),
        Is.EqualTo(expected));

    private static Kubernetes.Resources.DynamicObject Route(string parents, string reports) => Objects.Parse(
        "{\"apiVersion\":\"gateway.networking.k8s.io/v1\",\"kind\":\"HTTPRoute\",\"metadata\":" + Objects.Owned("fraud")
        + ",\"spec\":{\"parentRefs\":[" + parents + "]},\"status\":{\"parents\":[" + reports + "]}}");

    private static string Report(string parent, params string[] conditions) => $"{{\"parentRef\":{parent},\"conditions\":[{string.Join(',', conditions)}]}}";

    private static string Accepted(int generation) => $"{{\"type\":\"Accepted\",\"status\":\"True\",\"observedGeneration\":{generation}}}";

    private static string Resolved(int generation, string status = "True") => $"{{\"type\":\"ResolvedRefs\",\"status\":\"{status}\",\"observedGeneration\":{generation}}}";
}
