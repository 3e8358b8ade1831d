using System.Globalization;
using ModelSync.Api.Rollouts;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Tests.DataPlane;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What clients get of a canary is what its status says that they get: by a Service, by what pods can express.</summary>
public sealed class ObservedSplitTests : RolloutTest
{
    private const int Count = 20_000;

    [TestCase("Service", RolloutManifests.Service, 5)]
    [TestCase("HTTPRoute", RolloutManifests.HttpRoute, 20)]
    public async Task Twenty_thousand_requests_are_split_as_the_status_says(string kind, string traffic, int weight)
    {
        var waits = string.Create(CultureInfo.InvariantCulture, $"{{type: Canary, canary: {{steps: [{{setWeight: {weight}}}, {{pause: {{}}}}]}}, bakeSeconds: 2}}");
        await ServeAsync(RolloutManifests.Rollout("1.0.0", traffic, waits).Replace("replicas: 3", "replicas: 10", StringComparison.Ordinal), ["1.0.0", "2.0.0"]);
        await DeclareAsync("2.0.0");

        // The step is taken when the selector is; endpoints follow a moment later, and with them what is observed.
        var waiting = await UntilAsync(
            static rollout => rollout.Status is { Pause.Reason: PauseReason.AwaitingPromotion, Weights: { } weights } && weights.Any(static one => one is { Version: "2.0.0", Observed: > 0 }), "it waits");
        var observed = waiting.Status!.Weights!.Single(static one => one.Version == "2.0.0").Observed!.Value;
        var options = new LoadOptions
        {
            EndPoint = await Cluster.DataPlane!.WaitForEndPointAsync(kind, Place.Key("fraud"), section: null, Ct),
            Request = LoadRequest.Infer(ModelRuntime.OIP, "fraud-detector"),
            Count = Count,
            Workers = 4,
            NewConnections = kind is "Service",
        };

        var result = await LoadGenerator.RunAsync(options, progress: null, Ct);

        TestContext.Out.WriteLine($"{kind}: weight {weight}, observed {observed}, the order of requests is the machine's");
        Assert.That(result.Failures, Is.Zero, string.Join('\n', result.FirstFailures.Take(3)));
        Binomial.AssertWithin(result.AnswersOf("2.0.0"), Count, observed / 100.0, "requests to 2.0.0");
    }
}
