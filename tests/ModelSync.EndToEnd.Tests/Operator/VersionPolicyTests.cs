using ModelSync.Api.Rollouts;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What a version says of itself is judged beside what serves, before a pod of it is made.</summary>
public sealed class VersionPolicyTests : RolloutTest
{
    private const string Quick = "{type: Canary, canary: {steps: [{setWeight: 50}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1}";

    [Test]
    public async Task A_version_whose_metrics_have_fallen_too_far_or_are_not_told_never_gets_a_pod()
    {
        await ServeAsync(
            ("1.0.0", """metrics: {accuracy: "0.97", recall: "0.86"}"""),
            ("2.0.0", """metrics: {accuracy: "0.93", recall: "0.80"}"""),
            ("3.0.0", """metrics: {accuracy: "0.93"}"""),
            ("4.0.0", """metrics: {accuracy: "0.93", recall: "0.86"}"""));
        await ApplyPolicyAsync("{name: quality, regression: {metrics: [{name: accuracy}, {name: recall}]}}");

        var fallen = await BlockedAsync("2.0.0", "recall");
        var silent = await BlockedAsync("3.0.0", "missing");
        var deployments = await Place.RunAsync(["get", "deployments", "-o", "name"], input: null, Ct);
        await DeclareAsync("4.0.0");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "4.0.0" }, "4.0.0 is stable");

        Assert.Multiple(() =>
        {
            Assert.That(fallen, Does.Contain("\"recall\" is 0.8, at least 0.817 (0.95 × 0.86 of 1.0.0) is needed").And.Not.Contain("accuracy"));
            Assert.That(silent, Does.Contain("\"recall\" is missing, at least 0.817"));
            Assert.That(deployments.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1), "only 1.0.0 has one");
        });
    }

    [Test]
    public async Task A_version_that_calls_a_breaking_change_minor_is_refused_with_what_breaks()
    {
        const string Outputs = "schema: {outputs: [{name: score, datatype: FP32, shape: [-1]}, {name: explanation, datatype: BYTES, shape: [-1]}]}";
        const string Fewer = "schema: {outputs: [{name: score, datatype: FP32, shape: [-1]}]}";
        await ServeAsync(("1.0.0", Outputs), ("1.1.0", Fewer), ("2.0.0", Fewer));
        await ApplyPolicyAsync("{name: honest, versioning: {enforceBumps: true}}");

        var refused = await BlockedAsync("1.1.0", "explanation");
        await DeclareAsync("2.0.0");
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");

        Assert.That(refused, Does.Contain("2.0.0"), "it says which version the change needs");
    }

    private async Task ServeAsync(params (string Version, string Says)[] versions)
    {
        var manifests = versions.Select(static one => RolloutManifests.Version(one.Version).Replace("  components:", $"  {one.Says}\n  components:", StringComparison.Ordinal));
        await Place.ApplyAsync(string.Concat(manifests) + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, Quick), Ct);
        await UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy");
    }

    private Task ApplyPolicyAsync(string rule) => Place.ApplyAsync(
        $$"""
        apiVersion: modelsync.io/v1alpha1
        kind: ModelPolicy
        metadata: {name: careful}
        spec: {rules: [{{rule}}]}
        """,
        Ct);

    private async Task<string> BlockedAsync(string version, string word)
    {
        await DeclareAsync(version);
        var blocked = await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.Blocked && Ready(rollout).Message!.Contains(word, StringComparison.Ordinal), $"{version} is blocked");
        return Ready(blocked).Message!;
    }
}
