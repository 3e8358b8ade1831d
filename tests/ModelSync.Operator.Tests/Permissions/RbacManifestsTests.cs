using ModelSync.Operator.Permissions;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Permissions;

/// <summary>The permissions that are shipped are those that the code names, and no more than they need be.</summary>
internal sealed class RbacManifestsTests
{
    [Test]
    public void The_shipped_manifests_are_written_by_the_operator() =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "rbac.yaml")), Is.EqualTo(RbacManifests.Write(namespaces: null, withPodProxy: false)), "run make manifests");

    [Test]
    public void Nothing_is_allowed_on_everything() => Assert.That(
        RbacManifests.Write(namespaces: null, withPodProxy: true), Does.Not.Contain("*").And.Not.Contain("escalate").And.Not.Contain("impersonate").And.Not.Contain("bind]"));

    [Test]
    public void Secrets_are_only_read_by_their_names() =>
        Assert.That(OperatorPermissions.InNamespaces.Single(rule => rule.Resources.Contains("secrets")).Verbs, Is.EqualTo(new[] { "get" }));

    [Test]
    public void Pods_are_reached_by_the_API_server_only_where_that_is_asked_for() => Assert.Multiple(() =>
    {
        Assert.That(RbacManifests.Write(namespaces: null, withPodProxy: false), Does.Not.Contain("pods/proxy"));
        Assert.That(RbacManifests.Write(namespaces: null, withPodProxy: true), Does.Contain("pods/proxy"));
    });

    [Test]
    public void For_some_namespaces_only_reading_is_cluster_wide()
    {
        var manifests = RbacManifests.Write(["shop", "bank"], withPodProxy: false);
        var clusterRole = manifests.Split("---\n").Single(one => one.Contains("kind: ClusterRole\nmetadata", StringComparison.Ordinal));
        Assert.Multiple(() =>
        {
            Assert.That(clusterRole, Does.Not.Contain("deployments").And.Not.Contain("secrets").And.Not.Contain("delete"));
            Assert.That(manifests, Does.Contain("namespace: shop").And.Contain("namespace: bank"));
        });
    }
}
