using ModelSync.Api;
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
    public void Every_kind_of_ours_can_be_watched_and_has_its_status_written_and_its_spec_left_alone()
    {
        PermissionRule[] rules = [.. OperatorPermissions.InNamespaces, .. OperatorPermissions.InCluster];
        Assert.Multiple(() =>
        {
            foreach (var kind in ApiKinds.All)
            {
                var verbs = rules.Where(rule => rule.Resources.Contains(kind.Plural)).SelectMany(static rule => rule.Verbs).ToArray();
                Assert.That(verbs, Is.SupersetOf(new[] { "list", "watch" }).And.Not.Contains("update"), kind.Plural);
                Assert.That(verbs.Contains("patch"), Is.EqualTo(kind.Plural is "modelrollouts"), $"{kind.Plural}: only rollouts have a finalizer");
                Assert.That(rules.Where(rule => rule.Resources.Contains($"{kind.Plural}/status")).SelectMany(static rule => rule.Verbs), Is.EqualTo(new[] { "patch" }), kind.Plural);
            }
        });
    }

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
