using ModelSync.Core.Traffic;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Tests.Traffic;

/// <summary>What a route sends where, whoever wrote it.</summary>
internal sealed class BackendReaderTests
{
    [Test]
    public void The_weights_of_a_route_are_its_split() =>
        Assert.That(Split("""{"name":"fraud-bcdfghjklm","weight":95},{"name":"fraud-mlkjhgfdcb","weight":5}"""), Is.EqualTo(TrafficSplit.Between("bcdfghjklm", "mlkjhgfdcb", 5)));

    [Test]
    public void Weights_of_any_sum_are_shares_of_it() =>
        Assert.That(Split("""{"name":"fraud-bcdfghjklm","weight":3},{"name":"fraud-mlkjhgfdcb","weight":1}""").Of("mlkjhgfdcb"), Is.EqualTo(25));

    [Test]
    public void A_backend_without_a_weight_has_the_weight_one() =>
        Assert.That(Split("""{"name":"fraud-bcdfghjklm"},{"name":"fraud-mlkjhgfdcb"}""").Of("mlkjhgfdcb"), Is.EqualTo(50));

    [TestCase("""{"name":"fraud-bcdfghjklm","namespace":"elsewhere"}""")]
    [TestCase("""{"name":"fraud-bcdfghjklm","kind":"Bucket","group":"storage.example"}""")]
    [TestCase("""{"name":"other-bcdfghjklm"}""")]
    [TestCase("")]
    public void What_is_not_the_rollouts_has_no_share(string backends) => Assert.That(Split(backends).IsEmpty, Is.True);

    [TestCase("fraud-bcdfghjklm")]
    [TestCase("fraud-bcdfghjklm.shop")]
    [TestCase("fraud-bcdfghjklm.shop.svc.cluster.local")]
    public void A_host_of_a_VirtualService_is_a_Service_by_its_short_and_long_names(string host)
    {
        var rule = BackendReader.RulesOf(Objects.Parse(
            "{\"apiVersion\":\"networking.istio.io/v1\",\"kind\":\"VirtualService\",\"metadata\":" + Objects.Owned("fraud")
            + ",\"spec\":{\"http\":[{\"name\":\"main\",\"route\":[{\"destination\":{\"host\":\"" + host + "\"}}]}]}}"))[0];
        Assert.Multiple(() =>
        {
            Assert.That(rule.Name, Is.EqualTo("main"));
            Assert.That(BackendReader.SplitOf(rule, "fraud"), Is.EqualTo(TrafficSplit.All("bcdfghjklm")));
        });
    }

    [TestCase("42")]
    [TestCase("\"text\"")]
    [TestCase("[1,null,{\"backendRefs\":7}]")]
    [TestCase("[{\"backendRefs\":[null,3,{\"name\":5,\"weight\":\"much\"}]}]")]
    public void A_route_of_another_form_sends_nowhere(string rules) => Assert.That(
        BackendReader.RulesOf(Route(rules)).All(rule => BackendReader.SplitOf(rule, "fraud").IsEmpty), Is.True);

    private static TrafficSplit Split(string backends) => BackendReader.SplitOf(BackendReader.RulesOf(Route($"[{{\"backendRefs\":[{backends}]}}]"))[0], "fraud");

    private static Kubernetes.Resources.DynamicObject Route(string rules) => Objects.Parse(
        "{\"apiVersion\":\"gateway.networking.k8s.io/v1\",\"kind\":\"HTTPRoute\",\"metadata\":" + Objects.Owned("fraud") + ",\"spec\":{\"rules\":" + rules + "}}");
}
