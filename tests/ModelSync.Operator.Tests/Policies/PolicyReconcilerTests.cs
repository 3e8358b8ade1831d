using System.Globalization;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Policies;

namespace ModelSync.Operator.Tests.Policies;

/// <summary>When statuses of policies are written, and when not.</summary>
[CancelAfter(120_000)]
internal sealed class PolicyReconcilerTests
{
    private const int Rollouts = 2_000;

    [Test]
    public async Task Thousands_of_rollouts_and_an_edit_of_a_policy_make_a_handful_of_writes(CancellationToken ct)
    {
        await using var scene = new PolicyScene();
        scene.Put(PolicyObjects.Policy(PolicyEnforcement.Enforce, PolicyObjects.Sources));
        scene.Api.Put(ModelVersion.Resource, JsonSerializer.Serialize(PolicyObjects.Version("1.0.0"), ApiJsonContext.Default.ModelVersion));
        for (var number = 0; number < Rollouts; number++)
        {
            var rollout = PolicyObjects.Rollout(string.Create(CultureInfo.InvariantCulture, $"fraud-{number}"), "1.0.0", "1.0.0");
            scene.Api.Put(ModelRollout.Resource, JsonSerializer.Serialize(rollout, ApiJsonContext.Default.ModelRollout));
        }

        var all = await scene.UntilAsync(static status => status.Matched == Rollouts + 1, "all are matched", ct);
        Assert.That(all.Violations, Has.Count.EqualTo(50));
        scene.Put(PolicyObjects.Policy(PolicyEnforcement.Enforce, new PolicyRule { Name = "sources", AllowedSources = new AllowedSourcesRule { Prefixes = ["oci://registry.example/"] } }));
        var none = await scene.UntilAsync(static status => status.Violations is null, "nothing is objected to", ct);

        Assert.That(none.Matched, Is.EqualTo(Rollouts + 1));
        TestContext.Out.WriteLine($"{scene.Writes} writes for {Rollouts} rollouts that came, and an edit");
        Assert.That(scene.Writes, Is.LessThanOrEqualTo(10));
    }

    [Test]
    public void Steps_weights_and_gates_of_a_rollout_ask_no_policy_anew()
    {
        var before = PolicyObjects.Rollout("fraud", "1.0.0", "2.0.0");
        var stepped = before with { Status = before.Status! with { Step = new StepStatus { Index = 2 } } };
        var promoted = before with { Status = before.Status with { Stable = new RevisionStatus { Version = "2.0.0" } } };

        Assert.That(PolicyControllers.IsAnotherCase(Change(before, stepped)), Is.False);
        Assert.That(PolicyControllers.IsAnotherCase(Change(before, promoted)), Is.True);

        static InformerEvent<ModelRollout> Change(ModelRollout old, ModelRollout now) =>
            new(InformerEventKind.Updated, now.Metadata.Key, old, now, Invalid: null, IsInInitialList: false);
    }
}
