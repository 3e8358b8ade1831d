using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Tests.Versions;
using ModelSync.Operator.Versions;
using ModelSync.Playground.ControlPlane;
using ModelSync.Testing;

namespace ModelSync.Operator.Tests.Statuses;

/// <summary>What people see of policies, gates, approvals and clusters in a real cluster.</summary>
public sealed class StatusControllersTests : VersionTest
{
    [Test]
    public async Task A_gate_is_ready_or_says_in_words_what_is_wrong_with_it()
    {
        await using var running = new RunningStatuses(Namespace);
        await ApplyAsync("""{"kind":"ModelGate","metadata":{"name":"good"},"spec":{"type":"Probe","probe":{"path":"/healthz"}}}""");
        await Namespace.RunAsync(["wait", "--for=condition=Ready", "modelgate/good", "--timeout=30s"], input: null, Ct);
        Assert.That(await ConditionAsync<ModelGate>("good", "Ready", static gate => gate.Status?.Conditions), Is.EqualTo(("True", "Valid", "The check can be run.")));

        // A check of another kind than its type: a server without CEL takes it.
        if (await ApplyAsync("""{"kind":"ModelGate","metadata":{"name":"bad"},"spec":{"type":"Webhook","probe":{"path":"/healthz"}}}""") is { } refusal)
        {
            Assert.That(refusal, Does.Contain("webhook"));
            return;
        }

        var (status, reason, message) = await ConditionAsync<ModelGate>("bad", "Ready", static gate => gate.Status?.Conditions);
        Assert.That((status, reason), Is.EqualTo(("False", "InvalidSpec")));
        Assert.That(message, Does.Contain("spec").And.Contain("webhook"));
        Assert.That((await ConditionAsync<ModelGate>("bad", "Stalled", static gate => gate.Status?.Conditions)).Status, Is.EqualTo("True"));
    }

    [Test]
    public async Task Kinds_that_nobody_acts_on_say_so_and_what_to_do_instead()
    {
        await using var running = new RunningStatuses(Namespace);
        var digest = $"sha256:{new string('a', 64)}";
        Assert.That(
            await ApplyAsync($$"""
                {"kind":"ModelApproval","metadata":{"name":"yes"},
                "spec":{"model":"fraud","version":"1.0.0","packageDigest":"{{digest}}","environment":"prod","decision":"Approve"} }
                """),
            Is.Null);
        Assert.That(
            await ApplyAsync($$"""
                {"kind":"ModelCluster","metadata":{"name":"{{Namespace.Name}}"},
                "spec":{"kubeconfigSecretRef":{"namespace":"default","name":"east","key":"kubeconfig"} } }
                """),
            Is.Null);

        var approval = await ConditionAsync<Api.Approvals.ModelApproval>("yes", "Ready", static one => one.Status?.Conditions);
        Assert.That((approval.Status, approval.Reason), Is.EqualTo(("False", "NotImplemented")));
        Assert.That(approval.Message, Does.Contain("does not act on ModelApproval yet"));
        var cluster = await ConditionAsync<Api.Clusters.ModelCluster>(Namespace.Name, "Ready", static one => one.Status?.Conditions, isNamespaced: false);
        Assert.That((cluster.Status, cluster.Reason), Is.EqualTo(("False", "NotImplemented")));
        await Client.Resource<Api.Clusters.ModelCluster>().DeleteAsync(NamespacedName.ClusterScoped(Namespace.Name), options: null, Ct);
    }

    [Test]
    public async Task A_policy_shows_what_it_is_about_and_objects_to_until_somebody_mends_it()
    {
        await using var running = new RunningStatuses(Namespace);
        await CreateAsync();
        var version = (await GetAsync(Name))!;
        var pinned = VersionPlanner.Decide(Sample.Snapshot(version) with { Resolution = Sample.Resolved }).Status;
        await VersionStatusWriter.WriteAsync(Client, version, pinned, Ct);
        await ApplyAsync("""{"kind":"ModelPolicy","metadata":{"name":"house"},"spec":{"enforcement":"Audit","rules":[{"name":"sources","allowedSources":{"prefixes":["oci://blessed.example/"]}}]}}""");

        var violated = await PolicyAsync(static status => status.Violations is not null, "it objects");
        Assert.That((violated.Matched, violated.Violations!.Single().Object), Is.EqualTo((1, $"ModelVersion/{Namespace.Name}/{Name}")));
        Assert.That(violated.Conditions!.Single(), Has.Property("Reason").EqualTo("ViolationsFound").And.Property("Status").EqualTo("True"));
        await PatchPolicyAsync("""{"spec":{"rules":[{"name":"four-eyes","approvals":{"required":2}}]}}""");

        var refused = await PolicyAsync(static status => status.Violations is null && status.ObservedGeneration == 2, "it is refused");
        Assert.That(refused.Conditions!.Select(static condition => (condition.Type, condition.Reason)), Is.EqualTo(new[] { ("Ready", "UnsupportedField"), ("Stalled", "UnsupportedField") }));
        Assert.That(refused.Conditions![0].Message, Does.StartWith("spec.rules[0].approvals: "));
        await PatchPolicyAsync("""{"spec":{"rules":[{"name":"sources","allowedSources":{"prefixes":["oci://"]}}]}}""");

        var satisfied = await PolicyAsync(static status => status.ObservedGeneration == 3, "it is satisfied");
        Assert.That(satisfied.Conditions!.Single(), Has.Property("Reason").EqualTo("Satisfied"));
    }

    private async Task<ModelPolicyStatus> PolicyAsync(Func<ModelPolicyStatus, bool> condition, string what)
    {
        ModelPolicyStatus? status = null;
        await Eventually.TrueAsync(
            async () => (status = (await Client.Resource<ModelPolicy>().GetAsync(Namespace.Key("house"), Ct))?.Status) is { Conditions: not null } && condition(status),
            () => $"{what}: {(status is null ? "no status" : JsonSerializer.Serialize(status, ApiJsonContext.Default.ModelPolicyStatus))}",
            Ct);
        return status!;
    }

    private Task PatchPolicyAsync(string json) => Client.Resource<ModelPolicy>().PatchAsync(Namespace.Key("house"), Patch.Merge(System.Text.Encoding.UTF8.GetBytes(json)), options: null, Ct);

    // What the server says where it refuses.
    private async Task<string?> ApplyAsync(string json)
    {
        try
        {
            await Namespace.RunAsync(["create", "--validate=false", "-f", "-"], "{\"apiVersion\":\"modelsync.io/v1alpha1\"," + json.TrimStart()[1..], Ct);
            return null;
        }
        catch (ControlPlaneException e)
        {
            return e.Message;
        }
    }

    private async Task<(string? Status, string? Reason, string? Message)> ConditionAsync<T>(string name, string type, Func<T, IReadOnlyList<Condition>?> read, bool isNamespaced = true)
        where T : class, IResource<T>
    {
        Condition? found = null;
        var key = isNamespaced ? Namespace.Key(name) : NamespacedName.ClusterScoped(name);
        await Eventually.TrueAsync(
            async () => await Client.Resource<T>().GetAsync(key, Ct) is { } value && (found = read(value)?.FirstOrDefault(condition => condition.Type == type)) is not null,
            () => $"{name} has a condition {type}",
            Ct);
        return (found!.Status, found.Reason, found.Message);
    }
}
