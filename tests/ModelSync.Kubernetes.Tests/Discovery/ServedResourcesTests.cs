using ModelSync.Kubernetes.Discovery;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Discovery;

public sealed class ServedResourcesTests
{
    private static readonly ResourceInfo V2 = new("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers");
    private static readonly ResourceInfo V1 = V2 with { Version = "v1" };
    private static readonly ServedResources Served = new([V2, V1], []);

    [Test]
    public void Find_takes_the_first_wanted_version_that_is_served()
    {
        Assert.That(Served.Find("autoscaling", "HorizontalPodAutoscaler", "v3", "v1", "v2"), Is.EqualTo(V1));
        Assert.That(Served.Find("autoscaling", "HorizontalPodAutoscaler", "v2", "v1"), Is.EqualTo(V2));
    }

    [Test]
    public void Find_of_what_is_not_served_is_null()
    {
        Assert.That(Served.Find("autoscaling", "HorizontalPodAutoscaler", "v3"), Is.Null);
        Assert.That(Served.Find("autoscaling", "horizontalpodautoscaler", "v2"), Is.Null);
        Assert.That(Served.Find("", "HorizontalPodAutoscaler", "v2"), Is.Null);
        Assert.That(Served.Find("autoscaling", "HorizontalPodAutoscaler"), Is.Null);
    }

    [Test]
    public void FindPreferred_takes_the_servers_own_choice()
    {
        Assert.That(Served.FindPreferred("autoscaling", "HorizontalPodAutoscaler"), Is.EqualTo(V2));
        Assert.That(Served.FindPreferred("autoscaling", "Unknown"), Is.Null);
    }

    [Test]
    public void Another_version_of_a_resource_names_itself() => Assert.That(V1.ApiVersion, Is.EqualTo("autoscaling/v1"));
}
