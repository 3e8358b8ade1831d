using System.Text.Json.Nodes;
using ModelSync.Quickstart.Manifests;

namespace ModelSync.Quickstart.Stages.Clusters;

public sealed class ClusterPermissionsTests
{
    private const string Printed =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: modelsync-system}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: modelsync, namespace: modelsync-system}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: modelsync-cluster}
        rules: [{apiGroups: [""], resources: [namespaces], verbs: [list]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: modelsync-cluster}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: modelsync-cluster}
        subjects: [{kind: ServiceAccount, name: modelsync, namespace: modelsync-system}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: modelsync, namespace: modelsync-quickstart}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: modelsync}
        subjects: [{kind: ServiceAccount, name: modelsync, namespace: modelsync-system}]
        """;

    private static readonly IReadOnlyList<JsonObject> Renamed = ClusterPermissions.Renamed(ManifestReader.Read(Printed));

    [Test]
    public void Nothing_has_a_name_that_an_installation_would_have()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Renamed.Select(manifest => manifest["kind"]!.GetValue<string>()), Is.EqualTo(new[] { "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "RoleBinding" }));
            Assert.That(string.Concat(Renamed.Select(manifest => manifest.ToJsonString())), Does.Not.Contain("modelsync-system").And.Not.Contain("modelsync-cluster"));
            Assert.That(Renamed[2]["roleRef"]!["name"]!.GetValue<string>(), Is.EqualTo(ClusterNames.ClusterRole));
            Assert.That(Renamed[3]["roleRef"]!["name"]!.GetValue<string>(), Is.EqualTo("modelsync"));
        });
    }

    [Test]
    public void Everything_carries_the_label_by_which_it_is_removed() =>
        Assert.That(Renamed.Select(manifest => manifest["metadata"]!["labels"]![ClusterNames.OwnLabel]!.GetValue<string>()), Is.All.EqualTo(ClusterNames.OwnValue));

    [Test]
    public void Rules_stay_as_they_are() =>
        Assert.That(Renamed[1]["rules"]!.ToJsonString(), Is.EqualTo("""[{"apiGroups":[""],"resources":["namespaces"],"verbs":["list"]}]"""));
}
