using ModelSync.Playground.Nodes.Kubelets;

namespace ModelSync.Playground.Tests.Nodes.Kubelets;

internal sealed class PodAddressesTests
{
    private readonly PodAddresses _addresses = new();

    [Test]
    public void A_pod_keeps_its_address_and_shares_it_with_nobody()
    {
        var all = Enumerable.Range(0, 600).Select(pod => _addresses.Take($"many-{pod}", present: null)).ToArray();
        Assert.That(all, Is.Unique.And.All.StartsWith("10.244."));
        Assert.That(_addresses.Take("many-7", present: null), Is.EqualTo(all[7]));
    }

    [Test]
    public void An_address_of_an_earlier_run_stays_unless_another_pod_has_it()
    {
        var addresses = new PodAddresses();
        Assert.That(addresses.Take("a", "10.244.9.9"), Is.EqualTo("10.244.9.9"));
        Assert.That(addresses.Take("b", "10.244.9.9"), Is.Not.EqualTo("10.244.9.9"));
    }

    [Test]
    public void A_released_address_is_not_given_again_at_once()
    {
        var addresses = new PodAddresses();
        var first = addresses.Take("a", present: null);
        addresses.Release("a");
        Assert.That(addresses.Take("b", present: null), Is.Not.EqualTo(first));
    }

    [Test]
    public void When_all_were_given_released_ones_serve_again_and_then_none_is_left()
    {
        var addresses = new PodAddresses();
        var last = Enumerable.Range(0, 65534).Select(pod => addresses.Take($"{pod}", present: null)).ToArray()[^1];
        Assert.That(() => addresses.Take("one-more", present: null), Throws.InvalidOperationException.With.Message.Contains("65534"));
        addresses.Release("65533");
        Assert.That(addresses.Take("one-more", present: null), Is.EqualTo(last));
    }
}
