using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Abstractions.Tests.Meta;

public sealed class ResourceInfoTests
{
    private static readonly ResourceInfo Pods = new("", "v1", "Pod", "pods");
    private static readonly ResourceInfo Nodes = new("", "v1", "Node", "nodes", ResourceScope.Cluster);
    private static readonly ResourceInfo Deployments = new("apps", "v1", "Deployment", "deployments");
    private static readonly ResourceInfo Roles = new("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles", ResourceScope.Cluster);

    [Test]
    public void ApiVersion_InTheCoreGroup_IsTheBareVersion() => Assert.That(Pods.ApiVersion, Is.EqualTo("v1"));

    [Test]
    public void ApiVersion_InAGroup_NamesBoth() => Assert.That(Deployments.ApiVersion, Is.EqualTo("apps/v1"));

    [Test]
    public void ApiVersion_OfAChangedCopy_FollowsTheChange()
    {
        Assert.That((Deployments with { Version = "v1beta2" }).ApiVersion, Is.EqualTo("apps/v1beta2"));
        Assert.That((Pods with { Group = "example.com" }).ApiVersion, Is.EqualTo("example.com/v1"));
    }

    [Test]
    public void CollectionPath_FollowsGroupAndScope()
    {
        Assert.That(Pods.CollectionPath(null), Is.EqualTo("api/v1/pods"));
        Assert.That(Pods.CollectionPath("prod"), Is.EqualTo("api/v1/namespaces/prod/pods"));
        Assert.That(Deployments.CollectionPath(null), Is.EqualTo("apis/apps/v1/deployments"));
        Assert.That(Deployments.CollectionPath("prod"), Is.EqualTo("apis/apps/v1/namespaces/prod/deployments"));
        Assert.That(Nodes.CollectionPath(null), Is.EqualTo("api/v1/nodes"));
    }

    [Test]
    public void ObjectPath_FollowsGroupScopeAndSubresource()
    {
        Assert.That(Pods.ObjectPath(new("prod", "web-0")), Is.EqualTo("api/v1/namespaces/prod/pods/web-0"));
        Assert.That(Deployments.ObjectPath(new("prod", "web"), "scale"), Is.EqualTo("apis/apps/v1/namespaces/prod/deployments/web/scale"));
        Assert.That(Nodes.ObjectPath(NamespacedName.ClusterScoped("n1"), "status"), Is.EqualTo("api/v1/nodes/n1/status"));
    }

    [Test]
    public void ObjectPath_EscapesWhatAPathCannotHold()
    {
        Assert.That(
            Roles.ObjectPath(NamespacedName.ClusterScoped("system:controller:job-controller")),
            Is.EqualTo("apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Acontroller%3Ajob-controller"));
        Assert.That(Nodes.ObjectPath(NamespacedName.ClusterScoped("a?b#c é")), Is.EqualTo("api/v1/nodes/a%3Fb%23c%20%C3%A9"));
    }

    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("../../secrets/s")]
    [TestCase("a%2Fb")]
    public void A_name_that_leads_to_another_path_is_refused(string name)
    {
        Assert.That(() => Nodes.ObjectPath(NamespacedName.ClusterScoped(name)), Throws.ArgumentException.With.Message.Contains($"\"{name}\" cannot be a name"));
        Assert.That(() => Pods.ObjectPath(new(name, "web")), Throws.ArgumentException.With.Message.Contains($"\"{name}\" cannot be a namespace"));
        Assert.That(() => Pods.CollectionPath(name), Throws.ArgumentException.With.Message.Contains($"\"{name}\" cannot be a namespace"));
    }

    [TestCase("")]
    [TestCase(null)]
    public void ObjectPath_WithoutAName_IsRefused(string? name) =>
        Assert.That(() => Pods.ObjectPath(new("prod", name!)), Throws.ArgumentException.With.Message.Contains("Pod (v1): the object's name is empty"));

    [TestCase("")]
    [TestCase(null)]
    public void ObjectPath_OfANamespacedKindWithoutNamespace_IsRefused(string? ns) =>
        Assert.That(() => Pods.ObjectPath(new(ns, "web")), Throws.ArgumentException.With.Message.Contains("Pod (v1) \"web\" is namespaced: name its namespace"));

    [Test]
    public void A_namespace_for_a_cluster_scoped_kind_is_refused()
    {
        Assert.That(() => Nodes.CollectionPath("prod"), Throws.ArgumentException.With.Message.Contains("leave out the namespace \"prod\""));
        Assert.That(() => Nodes.ObjectPath(new("prod", "n1")), Throws.ArgumentException.With.Message.Contains("leave out the namespace \"prod\""));
    }

    // An empty namespace is an unset variable more often than a wish for all of them, and a delete would take them all.
    [Test]
    public void CollectionPath_OfAnEmptyNamespace_IsRefused() =>
        Assert.That(() => Pods.CollectionPath(string.Empty), Throws.ArgumentException.With.Message.Contains("null").And.Message.Contains("all namespaces"));

    [Test]
    public void ObjectPath_OfAnEmptySubresource_IsRefused() =>
        Assert.That(() => Pods.ObjectPath(new("prod", "web"), string.Empty), Throws.ArgumentException.With.Message.Contains("subresource"));

    [Test]
    public void ObjectPath_OfASubresourceThatLeadsElsewhere_IsRefused([Values("..", "../other", "status/../..", "./status", "status?dryRun=All")] string subresource) =>
        Assert.That(() => Pods.ObjectPath(new("prod", "web"), subresource), Throws.ArgumentException.With.Message.Contains("subresource"));

    [Test]
    public void ToString_NamesVersionAndKind() => Assert.That(Deployments.ToString(), Is.EqualTo("apps/v1 Deployment"));
}
