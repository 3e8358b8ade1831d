using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What serves already is taken over, and given back, without a failed request and without a touch to what is somebody else's.</summary>
public sealed class AdoptionTests : RolloutTest
{
    private static readonly ResourceInfo HttpRoutes = new("gateway.networking.k8s.io", "v1", "HTTPRoute", "httproutes");

    private const string RouteRef = "{type: GatewayAPI, gatewayAPI: {routeRef: {kind: HTTPRoute, name: shared, ruleName: models}}}";

    private const string SharedRoute = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: shared, annotations: {team: edge}}
        spec:
          parentRefs: [{name: playground, namespace: default}]
          rules:
          - name: other
            matches: [{path: {type: PathPrefix, value: /other}}]
            backendRefs: [{name: elsewhere, port: 80}]
          - name: models
            matches: [{path: {type: PathPrefix, value: /v2}}]
            filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-team, value: edge}]}}]
            backendRefs: [{name: fraud, port: 80, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x-backend, value: fraud}]}}]}]
        ---

        """;

    private const string Elsewhere = """
        apiVersion: v1
        kind: Service
        metadata: {name: elsewhere}
        spec: {selector: {app: elsewhere}, ports: [{port: 80}]}
        ---

        """;

    private const string OldDeployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: old}
        spec:
          replicas: 3
          selector: {matchLabels: {app: old}}
          template:
            metadata: {labels: {app: old}}
            spec:
              terminationGracePeriodSeconds: 5
              containers:
              - {name: server, image: "models.example/server:1", ports: [{containerPort: 8080}], env: [{name: MODEL_NAME, value: fraud-detector}, {name: MODEL_VERSION, value: "0.9.0"}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: fraud}
        spec: {selector: {app: old}, ports: [{name: http, port: 80, targetPort: 8080}]}
        ---

        """;

    [Test]
    public async Task A_Service_that_is_there_is_left_alone_until_its_owner_gives_it_away_and_then_taken_over_under_load()
    {
        await Place.ApplyAsync(OldDeployment, Ct);
        await Place.WaitForRolloutAsync("old", Ct);
        await Place.ApplyAsync(RolloutManifests.Version("1.0.0") + RolloutManifests.Rollout("1.0.0", RolloutManifests.Service, RolloutManifests.Canary), Ct);
        var requests = await SendAsync("Service", newConnections: true);
        var refused = await UntilAsync(rollout => rollout.Status?.Clusters is [{ Reason: ConditionReasons.NameConflict }], "the Service is somebody else's");
        Assert.That(refused.Status!.Clusters![0].Message, Does.Contain("modelsync.io/adopt: fraud"));
        Assert.That(await SelectorAsync(), Is.EqualTo("""{"app":"old"}"""));

        await Place.RunAsync(["annotate", "service", "fraud", "modelsync.io/adopt=fraud"], input: null, Ct);
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "1.0.0" }, "1.0.0 is healthy");

        var selector = await SelectorAsync();
        var result = await requests.EndAsync();
        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
            Assert.That(result.AnswersOf("0.9.0"), Is.Positive);
            Assert.That(result.AnswersOf("1.0.0"), Is.Positive);
            Assert.That(selector, Does.Contain("modelsync.io/rollout").And.Not.Contain("app"));
        });
    }

    [Test]
    public async Task A_canary_by_a_rule_of_somebody_elses_route_leaves_the_rest_of_it_and_gives_it_back()
    {
        await Place.ApplyAsync(SharedRoute + Elsewhere, Ct);
        await ServeAsync(RouteRef, RolloutManifests.Canary, "1.0.0", "2.0.0");
        var before = await RouteAsync();
        var requests = await SendToAsync("HTTPRoute", "shared");

        await DeclareAsync("2.0.0");
        await UntilAsync(rollout => rollout.Status?.Candidate?.Weight is > 0 and < 100, "the candidate has a part of the traffic");
        var during = await RouteAsync();
        await UntilAsync(rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" }, "2.0.0 is stable");
        var result = await requests.EndAsync();
        await Cluster.Client.Resource<ModelRollout>().DeleteAsync(Place.Key("fraud"), options: null, Ct);
        await GoneAsync(async () => await GetAsync() is null, "the rollout is gone");
        var after = await RouteAsync();

        Assert.Multiple(() =>
        {
            Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(5)));
            Assert.That(result.AnswersOf("2.0.0"), Is.Positive);
            Assert.That(Without(during), Is.EqualTo(Without(before)), "only the backends of the one rule are ours");
            Assert.That(Backends(during).Select(backend => backend!["filters"]!.ToJsonString()).Distinct().Count(), Is.EqualTo(1), "each entry keeps the filters");
            Assert.That(Backends(during), Has.Count.EqualTo(2));
            Assert.That(Backends(after).Select(backend => backend!["name"]!.GetValue<string>()), Is.EqualTo(new[] { "fraud" }));
            Assert.That(Without(after), Is.EqualTo(Without(before)));
        });
    }

    [Test]
    public async Task A_route_that_its_gateway_does_not_take_is_told_in_its_words()
    {
        await Place.ApplyAsync(SharedRoute, Ct);
        await Place.ApplyAsync(RolloutManifests.Version("1.0.0") + RolloutManifests.Rollout("1.0.0", RouteRef, RolloutManifests.Canary), Ct);

        var waiting = await UntilAsync(rollout => rollout.Status?.Clusters is [{ Reason: ConditionReasons.RouteNotInForce }], "the route is not in force");
        await Place.ApplyAsync(Elsewhere, Ct);
        await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.Healthy, "it is healthy");

        Assert.That(waiting.Status!.Clusters![0].Message, Does.Contain("HTTPRoute shared").And.Contain("elsewhere"));
    }

    [Test]
    public async Task A_rule_that_also_sends_elsewhere_is_not_taken()
    {
        await Place.ApplyAsync(SharedRoute.Replace("backendRefs: [{name: fraud, port: 80,", "backendRefs: [{name: elsewhere, port: 80, weight: 1}, {name: fraud, port: 80,", StringComparison.Ordinal), Ct);
        await Place.ApplyAsync(RolloutManifests.Version("1.0.0") + RolloutManifests.Rollout("1.0.0", RouteRef, RolloutManifests.Canary), Ct);

        var held = await UntilAsync(rollout => rollout.Status?.Clusters is [{ Reason: ConditionReasons.ForeignBackend }], "the rule is not taken");

        Assert.That(held.Status!.Clusters![0].Message, Does.Contain("elsewhere"));
    }

    [Test]
    public async Task Another_type_of_traffic_takes_over_under_load_and_the_former_route_goes()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0");
        var requests = await SendAsync("Service", newConnections: true);

        await PatchAsync("""{"spec":{"traffic":{"type":"Istio","gatewayAPI":null,"istio":{"hosts":["fraud"]}}}}""");
        await GoneAsync(async () => await Cluster.Client.Dynamic(HttpRoutes).GetAsync(Place.Key("fraud"), Ct) is null, "the HTTPRoute is gone");
        await UntilAsync(rollout => rollout.Status?.Phase == RolloutPhase.Healthy, "it is healthy");

        Assert.That(await Place.RunAsync(["get", "virtualservices", "-o", "name"], input: null, Ct), Does.Contain("/fraud"));
        Assert.That((await requests.EndAsync()).Failures, Is.Zero);
    }

    private Task<string> SelectorAsync() => Place.RunAsync(["get", "service", "fraud", "-o", "jsonpath={.spec.selector}"], input: null, Ct);

    private async Task<JsonObject> RouteAsync() => (JsonObject)JsonNode.Parse((await Cluster.Client.Dynamic(HttpRoutes).GetAsync(Place.Key("shared"), Ct))!.Raw.Span)!;

    private static JsonArray Backends(JsonObject route) => (JsonArray)route["spec"]!["rules"]![1]!["backendRefs"]!;

    private static string Without(JsonObject route)
    {
        var copy = (JsonObject)route.DeepClone();
        copy.Remove("status");
        ((JsonObject)copy["metadata"]!).Remove("resourceVersion");
        ((JsonObject)copy["metadata"]!).Remove("generation");
        ((JsonObject)copy["spec"]!["rules"]![1]!).Remove("backendRefs");
        return JsonSerializer.Serialize(copy);
    }
}
