using System.Text;
using System.Text.Json.Nodes;
using ModelSync.EndToEnd.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Chart;

/// <summary>The chart's roles for people, added by a real Kubernetes to its own, and asked by name what they allow.</summary>
public sealed class RolesForPeopleTests : ClusterTest
{
    private static readonly string[] Namespaced = ["modelversions", "modelrollouts", "modelgates", "modelpolicies", "modelapprovals"];

    [Test]
    public async Task Who_may_view_edit_or_administer_a_namespace_may_do_so_with_its_models()
    {
        await InstallAsync();
        foreach (var role in new[] { "view", "edit", "admin" })
        {
            await KubectlAsync("create", "rolebinding", role, $"--clusterrole={role}", $"--user={role}-{Namespace}");
        }

        // Each of Kubernetes' roles is renewed by itself.
        await Eventually.TrueAsync(
            async () => await MayAsync("view", "list", "modelgates") && await MayAsync("edit", "patch", "modelgates") && await MayAsync("admin", "patch", "modelpolicies"), "the roles are added to those of Kubernetes", Ct);
        foreach (var kind in Namespaced)
        {
            var isWritten = kind is "modelversions" or "modelrollouts" or "modelgates";
            var isRule = kind is "modelpolicies";
            Assert.That(await VerbsAsync("view", kind), Is.EqualTo("list"), $"view of {kind}");
            Assert.That(await VerbsAsync("edit", kind), Is.EqualTo(isWritten ? "list patch delete" : "list"), $"edit of {kind}");
            Assert.That(await VerbsAsync("admin", kind), Is.EqualTo(isWritten || isRule ? "list patch delete" : "list"), $"admin of {kind}");
        }

        Assert.That(await MayAsync("edit", "patch", "modelrollouts", "scale"), "kubectl scale");
        Assert.That(await MayAsync("view", "patch", "modelrollouts", "scale"), Is.False);
        foreach (var status in new[] { "modelrollouts", "modelversions", "modelpolicies" })
        {
            Assert.That(await MayAsync("admin", "patch", status, "status"), Is.False, "what the operator says, nobody else says");
        }

        foreach (var shared in new[] { "clustermodelgates", "clustermodelpolicies", "modelclusters" })
        {
            Assert.That(await MayAsync("admin", "patch", shared), Is.False, "what holds for the cluster is not for the admin of a namespace");
        }
    }

    [TearDown]
    public async Task RemoveRolesAsync() =>
        await Cluster.ControlPlane.KubectlAsync(["delete", "clusterrole", $"{Namespace}-modelsync-view", $"{Namespace}-modelsync-edit", $"{Namespace}-modelsync-admin", "--ignore-not-found"], input: null, CancellationToken.None);

    private async Task<string> VerbsAsync(string role, string kind)
    {
        var may = new List<string>();
        foreach (var verb in new[] { "list", "patch", "delete" })
        {
            if (await MayAsync(role, verb, kind))
            {
                may.Add(verb);
            }
        }

        return string.Join(' ', may);
    }

    private async Task<bool> MayAsync(string role, string verb, string resource, string? subresource = null)
    {
        var review = new JsonObject
        {
            ["apiVersion"] = "authorization.k8s.io/v1",
            ["kind"] = "SubjectAccessReview",
            ["spec"] = new JsonObject
            {
                ["user"] = $"{role}-{Namespace}",
                ["resourceAttributes"] = new JsonObject
                {
                    ["namespace"] = Namespace,
                    ["verb"] = verb,
                    ["group"] = "modelsync.io",
                    ["resource"] = resource,
                    ["subresource"] = subresource ?? "",
                },
            },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("apis/authorization.k8s.io/v1/subjectaccessreviews", UriKind.Relative));
        request.Content = new StringContent(review.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Client.SendRawAsync(request, Ct);
        return (bool)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["status"]!["allowed"]!;
    }

    // Under a name of this test's own: the roles are cluster-wide.
    private async Task InstallAsync()
    {
        var roles = (await ChartRenderer.ObjectsAsync("{rbac: {aggregate: true}}", ["--name", Namespace], Ct)).Where(static one => one["metadata"]!["labels"]!.AsObject().Any(static label => label.Key.Contains("aggregate-to", StringComparison.Ordinal)));
        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. roles.Select(static one => one.DeepClone())]) };
        var applied = await Cluster.ControlPlane.KubectlAsync(["apply", "-f", "-"], list.ToJsonString(), Ct);
        Assert.That(applied.ExitCode, Is.Zero, applied.Error);
        Assert.That(applied.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3));
    }

    private async Task KubectlAsync(params string[] arguments)
    {
        var result = await Cluster.ControlPlane.KubectlAsync([.. arguments, "--namespace", Namespace], input: null, Ct);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }
}
