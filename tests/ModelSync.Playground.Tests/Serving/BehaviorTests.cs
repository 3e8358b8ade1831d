using System.Net;
using System.Net.Sockets;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Tests.Faults;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Serving;

[CancelAfter(60_000)]
internal sealed class BehaviorTests
{
    private const string Live = "GET /healthz HTTP/1.1\r\nHost: fraud\r\n\r\n";

    [Test]
    public async Task An_inference_takes_its_latency_and_health_takes_none(CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        var slow = new ServingBehavior { LatencyP50 = TimeSpan.FromMilliseconds(80), LatencyP99 = TimeSpan.FromMilliseconds(80) };
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken, slow, new ModelServersOptions { Time = time });
        var predicting = served.PostAsync("/predict", "{}", cancellationToken);
        await time.WaitForTimerDueInAsync(TimeSpan.FromMilliseconds(80), cancellationToken);
        Assert.That((await served.GetAsync("/healthz", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.OK));
        time.Advance(TimeSpan.FromMilliseconds(79));
        Assert.That(predicting.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((await predicting).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(served.Server.Log.Lines[^1].Text, Is.EqualTo("POST /predict 200 80.0ms version=1.2.0"));
    }

    [Test]
    public async Task A_changed_behavior_holds_from_the_next_request_on(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken);
        Assert.That((await served.PostAsync("/predict", "{}", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.OK));
        served.Server.Behavior = ServedModelFixture.Instant with { ErrorRate = 1 };
        var failed = await served.PostAsync("/predict", "{}", cancellationToken);
        Assert.That((failed.Status, failed.Version), Is.EqualTo((HttpStatusCode.InternalServerError, "1.2.0")));
        served.Server.Behavior = ServedModelFixture.Instant with { Answer = "denied" };
        Assert.That((string?)(await served.PostAsync("/predict", "{}", cancellationToken)).Json["output"], Is.EqualTo("denied"));
    }

    [Test]
    public async Task A_hanging_server_accepts_and_answers_nothing_not_even_health_or_half_a_connection(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken, new ServingBehavior { Hangs = true });
        using var patient = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        using var half = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken);
        await patient.SayAsync(Live, cancellationToken);
        await half.SayAsync(Live, cancellationToken);
        half.Shutdown(SocketShutdown.Send);
        Assert.That(await half.EndsWithoutAnswerAsync(cancellationToken));
        served.Server.Behavior = ServedModelFixture.Instant;
        Assert.That((await served.GetAsync("/healthz", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(patient.HearsNothing(), "what hangs goes on hanging");
        Assert.That(served.Server.IsReady);
    }

    [Test]
    public async Task The_share_of_errors_is_the_error_rate_and_the_same_in_each_run(CancellationToken cancellationToken)
    {
        var behavior = ServedModelFixture.Instant with { ErrorRate = 0.25 };
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken, behavior);
            var answers = "";
            for (var request = 0; request < 400; request++)
            {
                answers += (await served.PostAsync("/predict", "{}", cancellationToken)).Status is HttpStatusCode.OK ? '.' : 'x';
            }

            runs.Add(answers);
        }

        Assert.That(runs[1], Is.EqualTo(runs[0]));
        Assert.That(runs[0].Count(answer => answer is 'x'), Is.InRange(60, 140));
    }

    private static readonly TestCaseData[] BadBehaviors =
    [
        new(ServingBehavior.Healthy with { LatencyP50 = TimeSpan.FromSeconds(-1) }, "LatencyP50"),
        new(ServingBehavior.Healthy with { LatencyP99 = TimeSpan.FromMilliseconds(1) }, "LatencyP99"),
        new(ServingBehavior.Healthy with { LatencyP99 = TimeSpan.MaxValue }, "LatencyP99"),
        new(ServingBehavior.Healthy with { LatencyP50 = TimeSpan.Zero }, "LatencyP50"),
        new(ServingBehavior.Healthy with { ErrorRate = 1.01 }, "ErrorRate"),
        new(ServingBehavior.Healthy with { ErrorRate = double.NaN }, "ErrorRate"),
        new(ServingBehavior.Healthy with { Answer = new string('x', 20_000) }, "Answer"),
    ];

    [TestCaseSource(nameof(BadBehaviors))]
    public async Task A_behavior_that_is_not_possible_is_refused_by_field_and_changes_nothing(ServingBehavior behavior, string field)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, CancellationToken.None);
        Assert.That(() => served.Server.Behavior = behavior, Throws.ArgumentException.With.Message.StartsWith(field + ": "));
        Assert.That(served.Server.Behavior, Is.EqualTo(ServedModelFixture.Instant));
    }
}
