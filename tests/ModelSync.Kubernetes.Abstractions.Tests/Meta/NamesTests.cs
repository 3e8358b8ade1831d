using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Abstractions.Tests.Meta;

public sealed class NamesTests
{
    [Test]
    public void NamespacedName_OfANamespacedObject_PrintsBothParts() =>
        Assert.That(new NamespacedName("prod", "web").ToString(), Is.EqualTo("prod/web"));

    [Test]
    public void NamespacedName_OfAClusterScopedObject_PrintsTheNameAlone() =>
        Assert.That(NamespacedName.ClusterScoped("node-1").ToString(), Is.EqualTo("node-1"));

    // Go clients write "" where there is no namespace; as two keys, one object would be in a cache twice.
    [Test]
    public void NamespacedName_WithAnEmptyNamespace_IsTheClusterScopedName()
    {
        Assert.That(new NamespacedName(string.Empty, "node-1"), Is.EqualTo(NamespacedName.ClusterScoped("node-1")));
        Assert.That(new NamespacedName("prod", "node-1") with { Namespace = string.Empty }, Is.EqualTo(NamespacedName.ClusterScoped("node-1")));
        Assert.That(new ObjectMeta { Namespace = string.Empty, Name = "node-1" }.Key, Is.EqualTo(NamespacedName.ClusterScoped("node-1")));
    }

    [Test]
    public void NamespacedName_OfNothing_PrintsEmpty() => Assert.That(default(NamespacedName).ToString(), Is.Empty);

    [Test]
    public void ClusterName_PrintsItsName()
    {
        Assert.That(ClusterName.Local.ToString(), Is.EqualTo("local"));
        Assert.That(default(ClusterName).ToString(), Is.Empty);
    }
}
