using ModelSync.EndToEnd.World;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.EndToEnd.Client;

public sealed class DiscoveryTests : ClusterTest
{
    [Test]
    public async Task Discovery_finds_kinds_and_the_version_to_use()
    {
        await Widgets.InstallAsync(Ct);

        var served = await Client.Discovery.GetResourcesAsync(Ct);

        Assert.That(served.StaleGroups, Is.Empty);
        Assert.That(served.FindPreferred("", "Pod"), Is.EqualTo(Pod.Resource));
        Assert.That(served.FindPreferred("apps", "Deployment"), Is.EqualTo(Deployment.Resource));
        Assert.That(served.Find("policy", "PodDisruptionBudget", "v1", "v1beta1"), Is.Not.Null);
        Assert.That(served.FindPreferred(Widgets.Resource.Group, "Widget"), Is.EqualTo(Widgets.Resource));
        Assert.That(served.FindPreferred("", "Binding"), Is.Not.Null);
    }

    [Test]
    public async Task Raw_requests_reach_what_has_no_kind()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "readyz?verbose");
        using var response = await Client.SendRawAsync(request, Ct);

        Assert.That(await response.Content.ReadAsStringAsync(Ct), Does.Contain("[+]etcd ok"));
    }
}
