using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What the operator may do by deploy/rbac.yaml is what it did by the API server's audit log: nothing was refused to it, and it has no right that it does not use.</summary>
[Parallelizable]
[CancelAfter(420_000)]
public sealed class PermissionTests
{
    private const string User = "system:serviceaccount:modelsync-system:modelsync";

    private const string Audit =
        """{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "omitStages": ["RequestReceived"], "rules": [{"level": "Metadata", "users": ["system:serviceaccount:modelsync-system:modelsync"]}]}""";

    private const string GrpcRoute = "{type: GatewayAPI, gatewayAPI: {route: {kind: GRPCRoute, parentRefs: [{name: playground, namespace: default}]}}}";
    private const string Quick = "{type: Canary, canary: {steps: [{setWeight: 50}, {gate: {gateRef: {kind: ModelGate, name: smoke}}}]}, bakeSeconds: 1, scaleDownDelaySeconds: 1}";

    private const string Companions =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: pull}
        type: kubernetes.io/dockerconfigjson
        stringData: {.dockerconfigjson: '{"auths":{}}'}
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ModelVersion
        metadata: {name: other-1.0.0}
        spec:
          model: other
          version: 1.0.0
          pullSecrets: [{name: pull}]
          components: [{name: weights, role: Weights, uri: "oci://registry.invalid/other:1.0.0"}]
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ModelGate
        metadata: {name: smoke}
        spec:
          type: Job
          job: {template: {spec: {restartPolicy: Never, containers: [{name: check, image: "models.example/check:1"}]}}}
          intervalSeconds: 1
          count: 1
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ModelPolicy
        metadata: {name: digests}
        spec: {rules: [{name: broken, deny: {versions: ["9.9.9"], reason: "it forgets customers"}}]}
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ClusterModelPolicy
        metadata: {name: everywhere}
        spec: {rules: [{name: broken, deny: {versions: ["9.9.8"], reason: "it forgets customers"}}]}
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ClusterModelGate
        metadata: {name: errors}
        spec: {type: Scrape, scrape: {metric: ErrorRate}, threshold: {max: "0.05"}}
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ModelCluster
        metadata: {name: east}
        spec: {kubeconfigSecretRef: {name: east, namespace: default}}
        ---
        apiVersion: modelsync.io/v1alpha1
        kind: ModelApproval
        metadata: {name: alice}
        spec: {model: other, version: 1.0.0, packageDigest: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", environment: prod, decision: Approve}
        ---

        """;

    /// <summary>Rights that this story does not come to need, and who does.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["modelsync.io/modelrollouts/finalizers update"] = "the API server asks for it where ownerReferences block deletion; it is no request of its own",
        ["apps/controllerrevisions delete"] = "records go one by one when there are more than spec.revisionHistoryLimit",
    };

    [TestCase(false, TestName = "What_is_allowed_is_what_is_done")]
    [TestCase(true, TestName = "What_is_allowed_in_one_namespace_is_what_is_done_there_and_another_is_left_alone")]
    public async Task What_is_allowed_is_what_is_done(bool inOneNamespace, CancellationToken cancellationToken)
    {
        var options = new PlaygroundOptions { Nodes = 2, ControlPlane = new ControlPlaneOptions { AuditPolicy = Audit } };
        await using var world = await PlaygroundWorld.StartAsync(options, cancellationToken);
        await using var place = await world.Local.CreateNamespaceAsync(cancellationToken);
        await using var elsewhere = await world.Local.CreateNamespaceAsync(cancellationToken);
        string[] scope = inOneNamespace ? ["--namespaces", place.Name] : [];
        await world.Local.ControlPlane.InstallDefinitionsAsync(Repository.Definitions, cancellationToken);
        var applied = await world.Local.ControlPlane.KubectlAsync(["apply", "-f", "-"], await RunningOperator.WritePermissionsAsync(scope, cancellationToken), cancellationToken);
        Assert.That(applied.ExitCode, Is.Zero, applied.Error);
        await elsewhere.ApplyAsync(RolloutManifests.Version("1.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, Quick), cancellationToken);
        await using (await RunningOperator.StartAsync(world.Local, scope, cancellationToken))
        {
            await place.ApplyAsync(Companions + RolloutManifests.Version("1.0.0") + RolloutManifests.Version("2.0.0"), cancellationToken);
            foreach (var traffic in inOneNamespace ? [RolloutManifests.HttpRoute] : new[] { RolloutManifests.HttpRoute, RolloutManifests.VirtualService, GrpcRoute })
            {
                await LiveAsync(place, traffic, cancellationToken);
            }
        }

        var other = await elsewhere.GetAsync(cancellationToken);
        Assert.That(other!.Status?.Phase, inOneNamespace ? Is.Null : Is.Not.Null, "the rollout of another namespace");
        var rights = await RightsAsync(world.Local, cancellationToken);
        var (done, refused) = await ReadAsync(world.Local.ControlPlane.AuditLogPath, cancellationToken);
        Assert.Multiple(() =>
        {
            Assert.That(string.Join('\n', refused), Is.Empty, "it was refused what it needs");
            Assert.That(string.Join('\n', done.Except(rights)), Is.Empty, "it did what no rule of ours allows");
            Assert.That(inOneNamespace ? "" : string.Join('\n', rights.Except(done).Except(Elsewhere.Keys).Where(right => !IsMadeByApply(right, done)).Order(StringComparer.Ordinal)), Is.Empty, "it may do what it never does");
        });
    }

    // A server-side apply of what is not there is a patch, for which the API server also asks for the right to create.
    private static bool IsMadeByApply(string right, HashSet<string> done) => right.EndsWith(" create", StringComparison.Ordinal) && done.Contains(right.Replace(" create", " patch", StringComparison.Ordinal));

    // A canary through its gate, a version that goes back, and the end.
    private static async Task LiveAsync(PlaygroundNamespace place, string traffic, CancellationToken cancellationToken)
    {
        await place.ApplyAsync(RolloutManifests.Rollout("1.0.0", traffic, Quick), cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy", cancellationToken);
        await place.PatchAsync("""{"spec":{"version":"2.0.0"}}""", cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is healthy", cancellationToken);
        await place.RunAsync(["delete", "modelrollout", "fraud", "--timeout=60s"], input: null, cancellationToken);
    }

    private static async Task<HashSet<string>> RightsAsync(PlaygroundCluster cluster, CancellationToken cancellationToken)
    {
        var rights = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in new[] { "clusterroles", "roles" })
        {
            var answer = await cluster.ControlPlane.KubectlAsync(["get", kind, "-A", "-o", "json"], input: null, cancellationToken);
            var ours = JsonNode.Parse(answer.Output)!["items"]!.AsArray().Where(static role => ((string)role!["metadata"]!["name"]!).StartsWith("modelsync", StringComparison.Ordinal));
            rights.UnionWith(from role in ours
                             from rule in role["rules"]!.AsArray()
                             from verb in rule!["verbs"]!.AsArray()
                             from resource in rule["resources"]!.AsArray()
                             from api in rule["apiGroups"]!.AsArray()
                             select $"{api}/{resource} {verb}");
        }

        return rights;
    }

    private static async Task<(HashSet<string> Done, HashSet<string> Refused)> ReadAsync(string log, CancellationToken cancellationToken)
    {
        var (done, refused) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var line in File.ReadLinesAsync(log, cancellationToken))
        {
            if (JsonNode.Parse(line) is not { } entry || (string?)entry["user"]?["username"] != User || entry["objectRef"] is not { } target)
            {
                continue;
            }

            var resource = (string)target["resource"]! + ((string?)target["subresource"] is { } sub ? $"/{sub}" : "");
            var what = $"{(string?)target["apiGroup"]}/{resource} {(string)entry["verb"]!}";
            done.Add(what);
            if ((string?)entry["annotations"]?["authorization.k8s.io/decision"] == "forbid")
            {
                refused.Add(what);
            }
        }

        return (done, refused);
    }
}
