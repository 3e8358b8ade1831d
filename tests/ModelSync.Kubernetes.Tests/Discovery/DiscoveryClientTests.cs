using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Tests.Client;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Discovery;

/// <summary>Discovery of servers from 1.20, group by group, to 1.36, in two documents.</summary>
public sealed class DiscoveryClientTests : ClientFixture
{
    private const string LegacyCoreResources = """
        {"kind":"APIResourceList","groupVersion":"v1","resources":[
          {"name":"bindings","singularName":"","namespaced":true,"kind":"Binding","verbs":["create"]},
          {"name":"namespaces","singularName":"","namespaced":false,"kind":"Namespace","verbs":["create","delete","get","list","patch","update","watch"],"shortNames":["ns"]},
          {"name":"namespaces/finalize","singularName":"","namespaced":false,"kind":"Namespace","verbs":["update"]},
          {"name":"pods","singularName":"","namespaced":true,"kind":"Pod","verbs":["create","delete","get","list","patch","update","watch"],"shortNames":["po"],"categories":["all"]},
          {"name":"pods/eviction","singularName":"","namespaced":true,"group":"policy","version":"v1beta1","kind":"Eviction","verbs":["create"]},
          {"name":"pods/log","singularName":"","namespaced":true,"kind":"Pod","verbs":["get"]}]}
        """;

    private const string LegacyGroups = """
        {"kind":"APIGroupList","apiVersion":"v1","groups":[
          {"name":"autoscaling","versions":[{"groupVersion":"autoscaling/v1","version":"v1"},{"groupVersion":"autoscaling/v2beta2","version":"v2beta2"}],
           "preferredVersion":{"groupVersion":"autoscaling/v1","version":"v1"}},
          {"name":"metrics.k8s.io","versions":[{"groupVersion":"metrics.k8s.io/v1beta1","version":"v1beta1"}],
           "preferredVersion":{"groupVersion":"metrics.k8s.io/v1beta1","version":"v1beta1"}},
          {"name":"example.com","versions":[{"groupVersion":"example.com/v1alpha1","version":"v1alpha1"},{"groupVersion":"example.com/v1","version":"v1"}],
           "preferredVersion":{"groupVersion":"example.com/v1","version":"v1"}}]}
        """;

    private const string AggregatedCore = """
        {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/#","metadata":{},"items":[
          {"metadata":{"creationTimestamp":null},"versions":[{"version":"v1","freshness":"Current","resources":[
            {"resource":"namespaces","responseKind":{"group":"","version":"","kind":"Namespace"},"scope":"Cluster","singularResource":"namespace","verbs":["get","list","watch"],"shortNames":["ns"],
             "subresources":[{"subresource":"status","responseKind":{"group":"","version":"","kind":"Namespace"},"verbs":["get"]}]},
            {"resource":"pods","responseKind":{"group":"","version":"v1","kind":"Pod"},"scope":"Namespaced","singularResource":"pod","verbs":["get","list","watch"]}]}]}]}
        """;

    private const string AggregatedGroups = """
        {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/#","metadata":{},"items":[
          {"metadata":{"name":"autoscaling","creationTimestamp":null},"versions":[
            {"version":"v2","freshness":"Current","resources":[{"resource":"horizontalpodautoscalers","responseKind":{"group":"autoscaling","version":"v2","kind":"HorizontalPodAutoscaler"},"scope":"Namespaced","verbs":["get"]}]},
            {"version":"v1","freshness":"Current","resources":[{"resource":"horizontalpodautoscalers","responseKind":{"group":"autoscaling","version":"v1","kind":"HorizontalPodAutoscaler"},"scope":"Namespaced","verbs":["get"]}]}]},
          {"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","freshness":"Stale"}]},
          {"metadata":{"name":"example.com"},"versions":[{"version":"v1","freshness":"Current","resources":[
            {"resource":"onlysubresources","responseKind":{"group":"","version":"","kind":""},"scope":"Namespaced","verbs":[],"subresources":[{"subresource":"status","verbs":["get"]}]},
            {"resource":"nokind","responseKind":null,"scope":"Namespaced","verbs":null},
            {"resource":"noresponse","scope":"Namespaced","verbs":[]},
            {"resource":"widgets","responseKind":{"group":"example.com","version":"v1","kind":"Widget"},"scope":"Cluster","verbs":["get"]}]}]}]}
        """;

    [TestCase("v2beta1", TestName = "A_server_of_1_28_is_read_in_two_requests")]
    [TestCase("v2", TestName = "A_server_of_1_36_is_read_in_two_requests")]
    public async Task Aggregated(string version)
    {
        Server.Expect(HttpMethod.Get, "/api", ScriptedAnswer.Json(AggregatedCore.Replace("#", version, StringComparison.Ordinal)));
        Server.Expect(HttpMethod.Get, "/apis", ScriptedAnswer.Json(AggregatedGroups.Replace("#", version, StringComparison.Ordinal)));

        var served = await Client.Discovery.GetResourcesAsync(Token);

        Assert.That(served.Resources, Is.EqualTo(new[]
        {
            new ResourceInfo("", "v1", "Namespace", "namespaces", ResourceScope.Cluster),
            new ResourceInfo("", "v1", "Pod", "pods"),
            new ResourceInfo("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
            new ResourceInfo("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
            new ResourceInfo("example.com", "v1", "Widget", "widgets", ResourceScope.Cluster),
        }));
        Assert.That(served.StaleGroups, Is.EqualTo(new[] { "metrics.k8s.io/v1beta1" }));
        Assert.That(Server.Requests[0].Header("Accept"), Is.EqualTo(
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json"));
    }

    [TestCase(503)]
    [TestCase(500)]
    [TestCase(404)]
    [TestCase(200)]
    public async Task A_server_of_1_20_is_read_group_by_group_and_an_ill_group_hides_no_other(int code)
    {
        ExpectLegacy(ScriptedAnswer.Text(code, "service unavailable"));

        var served = await Client.Discovery.GetResourcesAsync(Token);

        Assert.That(served.Resources, Is.EqualTo(new[]
        {
            new ResourceInfo("", "v1", "Binding", "bindings"),
            new ResourceInfo("", "v1", "Namespace", "namespaces", ResourceScope.Cluster),
            new ResourceInfo("", "v1", "Pod", "pods"),
            new ResourceInfo("autoscaling", "v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
            new ResourceInfo("autoscaling", "v2beta2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
            new ResourceInfo("example.com", "v1", "Widget", "widgets"),
            new ResourceInfo("example.com", "v1alpha1", "Widget", "widgets"),
        }));
        Assert.That(served.StaleGroups, Is.EqualTo(new[] { "metrics.k8s.io/v1beta1" }));
    }

    [Test]
    public async Task A_document_may_be_larger_than_any_object()
    {
        Connect(options => options with { MaxObjectBytes = 100 });
        Server.Expect(HttpMethod.Get, "/api", ScriptedAnswer.Json(AggregatedCore));
        Server.Expect(HttpMethod.Get, "/apis", ScriptedAnswer.Json(AggregatedGroups));

        Assert.That((await Client.Discovery.GetResourcesAsync(Token)).Resources, Has.Count.EqualTo(5));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("<html>")]
    [TestCase("")]
    [TestCase("""{"kind":"Status","status":"Success"}""")]
    [TestCase("""{"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"x"},"versions":[{"resources":[]}]}]}""")]
    public void A_root_that_is_no_document_is_a_broken_exchange(string body)
    {
        Server.Expect(HttpMethod.Get, "/api", ScriptedAnswer.Json(body));

        Assert.That(async () => await Client.Discovery.GetResourcesAsync(Token), Throws.TypeOf<KubernetesConnectionException>().With.Message.Contains("/api"));
    }

    [TestCase("""{"kind":"APIGroupDiscoveryList","items":null}""")]
    [TestCase("""{"kind":"APIGroupDiscoveryList","items":[null,5,{"metadata":null,"versions":null}]}""")]
    [TestCase("""{"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"x"},"versions":[{"version":"v1","resources":[null,"a",{"resource":5}]}]}]}""")]
    [TestCase("""{"kind":"APIVersions","versions":[]}""")]
    [TestCase("""{"kind":"APIVersions","versions":[null]}""")]
    public async Task Members_that_are_null_or_of_another_form_are_passed_over(string body)
    {
        Server.Expect(HttpMethod.Get, "/api", ScriptedAnswer.Json(body));
        Server.Expect(HttpMethod.Get, "/apis", ScriptedAnswer.Json("""{"kind":"APIGroupList","groups":null}"""));

        Assert.That((await Client.Discovery.GetResourcesAsync(Token)).Resources, Is.Empty);
    }

    [Test]
    public void A_refusal_of_the_root_is_passed_on()
    {
        Server.Expect(HttpMethod.Get, "/api", ScriptedAnswer.Json(StatusJson(403, "Forbidden"), 403));

        Assert.That(async () => await Client.Discovery.GetResourcesAsync(Token), Throws.TypeOf<KubernetesApiException>());
    }

    [Test]
    public async Task A_server_that_goes_away_half_way_is_not_taken_for_ill_groups()
    {
        ExpectLegacy(ScriptedAnswer.Never());
        var discovery = Client.Discovery.GetResourcesAsync(Token);
        await Server.WaitForRequestsAsync(6, Token);

        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await discovery, Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task The_version_is_read()
    {
        Server.Expect(HttpMethod.Get, "/version", ScriptedAnswer.Json("""{"major":"1","minor":"28+","gitVersion":"v1.28.3-gke.100","goVersion":"go1.20"}"""));

        var version = await Client.Discovery.GetVersionAsync(Token);

        Assert.That(version.ToString(), Is.EqualTo("v1.28.3-gke.100"));
        Assert.That(version.IsAtLeast(1, 28), Is.True);
        Assert.That(version.IsAtLeast(1, 29), Is.False);
    }

    private void ExpectLegacy(ScriptedAnswer metrics)
    {
        Server.Expect(HttpMethod.Get, "/api", ScriptedAnswer.Json("""{"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[{"clientCIDR":"0.0.0.0/0","serverAddress":"10.0.0.1:6443"}]}"""));
        Server.Expect(HttpMethod.Get, "/api/v1", ScriptedAnswer.Json(LegacyCoreResources));
        Server.Expect(HttpMethod.Get, "/apis", ScriptedAnswer.Json(LegacyGroups));
        ExpectGroup("autoscaling/v1", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
        ExpectGroup("autoscaling/v2beta2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
        Server.Expect(HttpMethod.Get, "/apis/metrics.k8s.io/v1beta1", metrics);
        ExpectGroup("example.com/v1", "Widget", "widgets");
        ExpectGroup("example.com/v1alpha1", "Widget", "widgets");
    }

    private void ExpectGroup(string groupVersion, string kind, string plural) => Server.Expect(
        HttpMethod.Get,
        $"/apis/{groupVersion}",
        ScriptedAnswer.Json(
            $$"""{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"{{groupVersion}}","resources":[{"name":"{{plural}}","namespaced":true,"kind":"{{kind}}","verbs":["get"]},{"name":"{{plural}}/status","namespaced":true,"kind":"{{kind}}","verbs":["get"]}]}"""));
}
