using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What becomes of the objects of a rollout that is deleted.</summary>
public sealed class LeavingTests : RolloutTest
{
    [Test]
    public async Task Everything_goes_with_a_rollout_that_is_deleted()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0");

        await Cluster.Client.Resource<ModelRollout>().DeleteAsync(Place.Key("fraud"), options: null, Ct);

        await GoneAsync(async () => await GetAsync() is null, "the rollout is gone");
        await GoneAsync(async () => await LeftAsync() is "", "nothing is left of it");
    }

    [Test]
    public async Task Orphans_go_on_serving_and_are_taken_back_by_a_rollout_of_that_name()
    {
        await ServeAsync(RolloutManifests.Service, RolloutManifests.Canary, "1.0.0");
        var pods = await PodsAsync();
        var requests = await SendAsync("Service", newConnections: true);

        await PatchAsync("""{"spec":{"deletionPolicy":"Orphan"}}""");
        await Cluster.Client.Resource<ModelRollout>().DeleteAsync(Place.Key("fraud"), options: null, Ct);
        await GoneAsync(async () => await GetAsync() is null, "the rollout is gone");
        await ServeAsync(RolloutManifests.Service, RolloutManifests.Canary, "1.0.0");

        var result = await requests.EndAsync();
        Assert.That(await PodsAsync(), Is.EquivalentTo(pods), "no pod was made anew");
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
    }

    private Task<string> LeftAsync() =>
        Place.RunAsync(["get", "deployments,services,httproutes,controllerrevisions,poddisruptionbudgets", "-o", "name"], input: null, Ct);

    private async Task<IReadOnlyList<string?>> PodsAsync() =>
        [.. (await Cluster.Client.Resource<Pod>().ListAsync(new ListOptions { Namespace = Place.Name }, Ct)).Items.Select(pod => pod.Metadata.Name)];
}
