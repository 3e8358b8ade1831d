using System.Text;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Operator.Versions;

namespace ModelSync.Operator.Tests.Versions;

/// <summary>Lifecycle, uses and policies of versions on a real API server; one that knows CEL refuses some of it first, with the same words.</summary>
public sealed class VersionGovernanceTests : VersionTest
{
    [Test]
    public async Task A_retired_version_waits_for_its_rollouts_and_a_deleted_one_changes_none()
    {
        await using var running = new RunningOperator(Namespace, Registry.Host);
        await CreateAsync();
        var version = await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");
        await CreateRolloutAsync();
        await ServeAsync($$$"""{"stable":{"version":"1.0.0","digest":"{{{version.Status!.PackageDigest}}}","revision":"r1"}}""");
        var used = await UntilAsync(status => status.ServedByCount is 1, "it is used");
        Assert.That(used.Status!.ServedBy!.Single(), Is.EqualTo(Sample.Use() with { Namespace = Namespace.Name }));
        Assert.That(used.Status.Condition("InUse").Status, Is.EqualTo("True"));

        await PatchAsync("""{"spec":{"lifecycle":"Retired"}}""");
        var waiting = await UntilAsync(status => status.ObservedGeneration is 2, "the retirement is seen");
        Assert.That((waiting.Status!.Phase, waiting.Status.Condition("Ready").Reason), Is.EqualTo((ModelVersionPhase.Deprecated, "InUse")));
        await ServeAsync("""{"stable":{"version":"2.0.0","digest":null,"revision":"r2"}}""");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Retired && status.ServedByCount is 0, "it is retired");

        await ServeAsync("""{"stable":{"version":"1.0.0","revision":"r1"}}""");
        await UntilAsync(status => status.ServedByCount is 1, "it is used again");
        var rollout = await Client.Resource<ModelRollout>().GetAsync(Namespace.Key("fraud"), Ct);
        await Client.Resource<ModelVersion>().DeleteAsync(Namespace.Key(Name), options: null, Ct);
        await CreateAsync(spec => spec with { Version = "3.0.0" }, "fraud-3.0.0");
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "the next one is ready", "fraud-3.0.0");
        var after = await Client.Resource<ModelRollout>().GetAsync(Namespace.Key("fraud"), Ct);
        Assert.That(after!.Metadata.ResourceVersion, Is.EqualTo(rollout!.Metadata.ResourceVersion));
    }

    [Test]
    public async Task Policies_of_both_scopes_are_asked_again_when_they_or_the_namespace_change()
    {
        await using var running = new RunningOperator(Namespace, Registry.Host);
        await CreateAsync();
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");

        await Client.Resource<ModelPolicy>().CreateAsync(
            new ModelPolicy
            {
                Metadata = new ObjectMeta { Namespace = Namespace.Name, Name = "house" },
                Spec = new ModelPolicySpec { Match = new PolicyMatch { Environments = ["prod"] }, Rules = [Sample.OnlyFrom("oci://registry.example/")] },
            },
            options: null,
            Ct);
        await Client.Resource<Namespace>().PatchAsync(
            NamespacedName.ClusterScoped(Namespace.Name), Patch.Merge("""{"metadata":{"labels":{"modelsync.io/environment":"prod"}}}"""u8), options: null, Ct);
        var rejected = await UntilAsync(status => status.Phase is ModelVersionPhase.Rejected, "it is rejected");
        Assert.That(rejected.Status!.Condition("Accepted").Message, Does.Contain("ModelPolicy/house").And.Contain("publish it there"));
        await UntilEventAsync("PolicyViolated");

        await Client.Resource<ModelPolicy>().DeleteAsync(Namespace.Key("house"), options: null, Ct);
        var name = $"deny-{Namespace.Name}";
        await Client.Resource<ClusterModelPolicy>().CreateAsync(Denying(name), options: null, Ct);
        try
        {
            var denied = await UntilAsync(status => status.Conditions!.Any(condition => condition.Reason is "VersionDenied"), "it is denied");
            Assert.That(denied.Status!.Policy!.Single().Policy, Is.EqualTo($"ClusterModelPolicy/{name}"));
        }
        finally
        {
            await Client.Resource<ClusterModelPolicy>().DeleteAsync(NamespacedName.ClusterScoped(name), options: null, Ct);
        }

        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready && status.Policy is null or [], "it is ready again");
    }

    [Test]
    public async Task A_quarantine_is_told_at_once()
    {
        await using var running = new RunningOperator(Namespace, Registry.Host);
        await CreateAsync();
        await UntilAsync(status => status.Phase is ModelVersionPhase.Ready, "it is ready");

        await PatchAsync("""{"spec":{"lifecycle":"Quarantined"}}""");

        await UntilAsync(status => status.Phase is ModelVersionPhase.Quarantined, "it is quarantined");
        await UntilEventAsync("Quarantined");
        if (await PatchAsync("""{"spec":{"lifecycle":"Active"}}""") is { } refusal)
        {
            Assert.That(refusal, Does.Contain("lifecycle cannot become Active after Quarantined"));
            return;
        }

        var back = await UntilAsync(status => status.Conditions!.Any(condition => condition.Type is "Stalled"), "the way back is refused");
        Assert.That(back.Status!.Condition("Stalled").Message, Does.Contain("lifecycle cannot become Active after Quarantined"));
        Assert.That(VersionObservations.Of(back)!.Lifecycle, Is.EqualTo(Lifecycle.Quarantined));
    }

    private ClusterModelPolicy Denying(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new ModelPolicySpec
        {
            Match = new PolicyMatch { Namespaces = new NamespaceMatch { Names = [Namespace.Name] } },
            Rules = [new PolicyRule { Name = "deny", Deny = new DenyRule { Versions = ["1.0.0"], Reason = "it is unsafe" } }],
        },
    };

    private Task CreateRolloutAsync() => Namespace.ApplyAsync(
        """
        {"apiVersion":"modelsync.io/v1alpha1","kind":"ModelRollout","metadata":{"name":"fraud"},"spec":{"model":"fraud","version":"1.0.0",
        "template":{"spec":{"containers":[{"name":"server","image":"registry.example/a:1"}]}},"ports":[{"name":"http","port":80,"targetPort":8080}]}}
        """,
        Ct);

    private Task ServeAsync(string status) => Client.Resource<ModelRollout>().Status.PatchAsync(
        Namespace.Key("fraud"), Patch.Merge(Encoding.UTF8.GetBytes($"{{\"status\":{status}}}")), options: null, Ct);
}
