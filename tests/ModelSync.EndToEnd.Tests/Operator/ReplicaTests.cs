using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Playground.World;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>One operator follows another: a second replica with the default times of the Lease, and a build that would render pods in another way.</summary>
[Parallelizable(ParallelScope.All)]
[CancelAfter(300_000)]
public sealed class ReplicaTests
{
    private static readonly string[] Versions = ["1.0.0", "2.0.0"];

    [Test]
    public async Task A_second_replica_goes_on_when_the_first_is_killed_in_the_middle_of_a_shift(CancellationToken cancellationToken)
    {
        await using var bare = await DeclareAsync(cancellationToken);
        var place = bare.Place;
        await using var first = await StartAsync(place, cancellationToken);
        await place.UntilAsync(Serves("1.0.0"), "1.0.0 is healthy", cancellationToken);
        var starting = StartAsync(place, cancellationToken);
        var requests = await Requests.SendAsync(place, "HTTPRoute", "fraud", rate: 100, cancellationToken);

        await place.PatchAsync("""{"spec":{"version":"2.0.0"}}""", cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status?.Candidate?.Weight is 10, "the candidate has its first weight", cancellationToken);
        await first.KillAsync();
        var killed = TimeProvider.System.GetTimestamp();
        await using var second = await starting;
        var taken = TimeProvider.System.GetElapsedTime(killed);
        await place.UntilAsync(Serves("2.0.0"), "2.0.0 is stable", cancellationToken);

        var result = await requests.EndAsync();
        await TestContext.Progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"the second replica led {taken.TotalSeconds:0.0} s after the first was killed"));
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
    }

    // What another build would have rendered stands in the record: no pod may be made anew because this build renders it differently.
    [Test]
    public async Task A_revision_that_another_build_has_rendered_is_scaled_and_never_rendered_again(CancellationToken cancellationToken)
    {
        await using var bare = await DeclareAsync(cancellationToken);
        var place = bare.Place;
        string name;
        await using (await StartAsync(place, cancellationToken))
        {
            var healthy = await place.UntilAsync(Serves("1.0.0"), "1.0.0 is healthy", cancellationToken);
            name = $"fraud-{healthy.Status!.Stable!.Revision}";
        }

        await RenderOtherwiseAsync(place, name, cancellationToken);
        var pods = await PodsAsync(place, cancellationToken);
        await using var later = await StartAsync(place, cancellationToken);
        await place.RunAsync(["scale", "modelrollout/fraud", "--replicas=4"], input: null, cancellationToken);
        await place.UntilAsync(static rollout => rollout.Status?.Replicas == 4, "four pods serve", cancellationToken);

        var scaled = await place.Cluster.Client.Resource<Deployment>().GetAsync(place.Key(name), cancellationToken);
        Assert.That(pods.Except(await PodsAsync(place, cancellationToken)), Is.Empty, "a pod was made anew");
        Assert.That(scaled!.Spec!.Template!.Metadata!.Annotations, Does.ContainKey("example.com/build").WithValue("older"));
    }

    private static async Task<BarePlace> DeclareAsync(CancellationToken cancellationToken)
    {
        var bare = await BareWorld.CreatePlaceAsync(cancellationToken);
        await bare.Place.ApplyAsync(
            string.Concat(Versions.Select(RolloutManifests.Version)) + RolloutManifests.Rollout("1.0.0", RolloutManifests.HttpRoute, RolloutManifests.Canary), cancellationToken);
        return bare;
    }

    private static Task<RunningOperator> StartAsync(PlaygroundNamespace place, CancellationToken cancellationToken) =>
        RunningOperator.StartAsync(place.Cluster, ["--namespaces", place.Name, "--lease-name", place.Name], cancellationToken);

    private static Func<ModelRollout, bool> Serves(string version) => rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: { } stable } && stable == version;

    // Record and Deployment as an older build would have left them, with an annotation that this one does not write.
    private static async Task RenderOtherwiseAsync(PlaygroundNamespace place, string name, CancellationToken cancellationToken)
    {
        const string Annotation = """{"spec":{"template":{"metadata":{"annotations":{"example.com/build":"older"}}}}}""";
        var record = JsonNode.Parse(await place.RunAsync(["get", "controllerrevision", name, "-o", "json"], input: null, cancellationToken))!;
        var template = record["data"]!["deployment"]!["spec"]!["template"]!["metadata"]!;
        var annotations = template["annotations"] as JsonObject ?? [];
        annotations["example.com/build"] = "older";
        template["annotations"] = annotations.Parent is null ? annotations : annotations.DeepClone();
        record["metadata"]!.AsObject().Remove("resourceVersion");
        record["metadata"]!.AsObject().Remove("uid");
        await place.RunAsync(["delete", "controllerrevision", name], input: null, cancellationToken);
        await place.RunAsync(["create", "-f", "-"], record.ToJsonString(), cancellationToken);
        await place.RunAsync(["patch", "deployment", name, "--type=merge", "--field-manager=modelsync", "-p", Annotation], input: null, cancellationToken);
        await place.WaitForRolloutAsync(name, cancellationToken);
        await Eventually.TrueAsync(async () => (await PodsAsync(place, cancellationToken)).Count == 3, "the pods of before are gone", cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> PodsAsync(PlaygroundNamespace place, CancellationToken cancellationToken)
    {
        var pods = await place.Cluster.Client.Resource<Pod>().ListAsync(new ListOptions { Namespace = place.Name }, cancellationToken);
        return [.. pods.Items.Where(static pod => pod.Metadata.DeletionTimestamp is null).Select(static pod => pod.Metadata.Name!)];
    }
}
