using ModelSync.Playground.Commands;
using ModelSync.Playground.Control;
using ModelSync.Playground.Tests.Control;

namespace ModelSync.Playground.Tests.Commands;

internal sealed class LoadTargetTests
{
    [TestCase("shop/fraud", "HTTPRoute", TestName = "A route comes before the Service of its name")]
    [TestCase("service/shop/fraud", "Service")]
    [TestCase("Service/shop/fraud:80", "Service")]
    public void A_target_is_found(string text, string kind) => Assert.That(LoadTarget.Find(FakeControl.State, cluster: null, text).Kind, Is.EqualTo(kind));

    [TestCase("shop/other", "there is no shop/other")]
    [TestCase("service/shop/fraud:81", "there is no service/shop/fraud:81")]
    [TestCase("fraud", "[kind/]namespace/name[:port], but got 'fraud'")]
    public void What_is_not_there_is_named_with_a_way_out(string text, string message) =>
        Assert.That(() => LoadTarget.Find(FakeControl.State, cluster: null, text), Throws.TypeOf<ControlException>().With.Message.Contains(message));

    [Test]
    public void A_cluster_that_is_not_there_is_named() =>
        Assert.That(() => LoadTarget.Find(FakeControl.State, "moon", "shop/fraud"), Throws.TypeOf<ControlException>().With.Message.EqualTo("there is no cluster moon: there are local"));
}
