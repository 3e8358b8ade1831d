using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Api.Gates;
using ModelSync.Core.Gates;
using ModelSync.Kubernetes.Config;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Webhooks;
using ModelSync.Testing.Api;

namespace ModelSync.Operator.Tests.Gates.Webhooks;

[CancelAfter(60_000)]
internal sealed class WebhookMeterTests
{
    private static readonly SecretKeyReference Token = new() { Name = "hook", Key = "token" };

    [TestCase(200, MeasurementOutcome.Pass)]
    [TestCase(204, MeasurementOutcome.Pass)]
    [TestCase(202, MeasurementOutcome.Waiting)]
    [TestCase(400, MeasurementOutcome.Fail)]
    [TestCase(403, MeasurementOutcome.Fail)]
    [TestCase(500, MeasurementOutcome.Fail)]
    [TestCase(429, MeasurementOutcome.Error)]
    [TestCase(502, MeasurementOutcome.Error)]
    [TestCase(503, MeasurementOutcome.Error)]
    [TestCase(504, MeasurementOutcome.Error)]
    public async Task The_status_decides_and_the_body_is_told_to_nobody(int status, MeasurementOutcome outcome, CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Post, "/check", ScriptedAnswer.Text(status, status == 204 ? "" : "a secret of the service"));
        var reading = await MeasureAsync(server.BaseAddress + "check", cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(outcome));
        Assert.That(reading.Message, Does.Contain(status.ToString(CultureInfo.InvariantCulture)).And.Not.Contain("secret"));
    }

    [Test]
    public async Task It_is_told_who_is_judged_with_its_token_and_args(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Post, "/check", ScriptedAnswer.Text(200, ""));
        await MeasureAsync(server.BaseAddress + "check", cancellationToken, Token);
        var request = server.Requests.Single();
        var body = request.Json;
        Assert.That(body.GetProperty("apiVersion").GetString(), Is.EqualTo("modelsync.io/v1alpha1"));
        Assert.That(body.GetProperty("gate").GetString(), Is.EqualTo("hook"));
        Assert.That(body.GetProperty("rollout").GetString(), Is.EqualTo("fraud"));
        Assert.That(body.GetProperty("candidate").GetProperty("version").GetString(), Is.EqualTo("2.0.0"));
        Assert.That(body.GetProperty("candidate").GetProperty("url").GetString(), Is.EqualTo("http://fraud-candidate0.shop.svc:80"));
        Assert.That(body.GetProperty("stable").GetProperty("version").GetString(), Is.EqualTo("1.0.0"));
        Assert.That(body.GetProperty("args").GetProperty("limit").GetString(), Is.EqualTo("5"));
        Assert.That(body.GetProperty("measurement").GetInt32(), Is.EqualTo(1));
        Assert.That(request.Header("Authorization"), Is.EqualTo("Bearer s3cr3t"));
    }

    [Test]
    public async Task A_missing_secret_is_an_error_that_names_it_and_nobody_is_called(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        var reading = await MeasureAsync(server.BaseAddress + "check", cancellationToken, Token with { Key = "other" });
        Assert.That(reading, Is.EqualTo(GateReading.Error("there is no Secret shop/hook: create it with the key other")));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_service_that_is_not_there_is_an_error_and_no_failure(CancellationToken cancellationToken)
    {
        var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        var address = server.BaseAddress + "check?key=in-the-address";
        await server.DisposeAsync();
        var reading = await MeasureAsync(address, cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Error));
        Assert.That(reading.Message, Does.Contain("cannot be reached").And.Not.Contain("in-the-address"));
    }

    [Test]
    public async Task A_call_is_not_repeated_where_a_redirect_leads(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Post, "/check", ScriptedAnswer.Text(307, "").Header("Location", "/other"));
        var reading = await MeasureAsync(server.BaseAddress + "check", cancellationToken);
        Assert.That(reading.Outcome, Is.EqualTo(MeasurementOutcome.Error));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    private static async Task<GateReading> MeasureAsync(string url, CancellationToken cancellationToken, SecretKeyReference? token = null)
    {
        using var http = new GateHttp(new GateHttpOptions { Addresses = new AddressPolicy(AllowLoopback: true) });
        var check = new WebhookCheck { Url = url, TokenRef = token };
        var gate = TestScenes.Gate("hook", new ModelGateSpec { Type = GateType.Webhook, Webhook = check }, TestScenes.Args(("limit", "5")));
        var meter = new WebhookMeter(check, http, new UserCredentials(new FakeSecrets(("hook", "token", "s3cr3t"))));
        return await meter.MeasureAsync(TestScenes.Context(gate, TestScenes.Scene()), cancellationToken);
    }
}
