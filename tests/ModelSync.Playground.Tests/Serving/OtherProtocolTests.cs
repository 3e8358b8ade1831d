using System.Net;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>The runtimes whose protocol is their own.</summary>
[CancelAfter(60_000)]
internal sealed class OtherProtocolTests
{
    private static readonly ServingBehavior Quarter = ServedModelFixture.Instant with { Answer = "0.25" };

    [Test]
    public async Task TensorFlow_Serving_tells_the_state_of_versions(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.TFServing, cancellationToken);
        const string Available = """{"model_version_status":[{"version":"1.2.0","state":"AVAILABLE","status":{"error_code":"OK","error_message":""}}]}""";
        foreach (var path in (string[])["", "/versions/1.2.0", "/labels/stable"])
        {
            Assert.That((await served.GetAsync("/v1/models/fraud" + path, cancellationToken)).Body, Is.EqualTo(Available));
            var metadata = await served.GetAsync($"/v1/models/fraud{path}/metadata", cancellationToken);
            Assert.That((string?)metadata.Json["model_spec"]!["version"], Is.EqualTo("1.2.0"));
        }

        served.Server.IsReady = false;
        var loading = await served.GetAsync("/v1/models/fraud", cancellationToken);
        Assert.That((loading.Status, (string?)loading.Json["model_version_status"]![0]!["state"]), Is.EqualTo((HttpStatusCode.OK, "LOADING")));
        var early = await served.PostAsync("/v1/models/fraud:predict", """{"instances":[1]}""", cancellationToken);
        Assert.That(early.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("/v1/models/fraud:predict")]
    [TestCase("/v1/models/fraud/versions/1.2.0:predict")]
    [TestCase("/v1/models/fraud/labels/stable:predict")]
    public async Task TensorFlow_Serving_predicts_by_row_and_by_column(string path, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.TFServing, cancellationToken, Quarter);
        var rows = await served.PostAsync(path, """{"signature_name":"serving_default","instances":[[1],[2]]}""", cancellationToken);
        Assert.That((rows.Body, rows.Version), Is.EqualTo(("""{"predictions":[0.25,0.25]}""", "1.2.0")));
        var columns = await served.PostAsync(path, """{"inputs":{"amount":[1,2,3]}}""", cancellationToken);
        Assert.That(columns.Body, Is.EqualTo("""{"outputs":[0.25,0.25,0.25]}"""));
        Assert.That((await served.PostAsync(path, """{"inputs":7}""", cancellationToken)).Body, Is.EqualTo("""{"outputs":[0.25]}"""));
    }

    [TestCase("GET", "/v1/models/spam", 404, "Could not find any versions of model spam")]
    [TestCase("GET", "/v1/models/fraud/versions/3", 404, "Could not find version 3 of model fraud")]
    [TestCase("GET", "/v1/models/fraud/labels/canary", 400, "Unrecognized servable version label: canary")]
    [TestCase("POST", "/v1/models/spam:predict", 404, "Servable not found for request: Latest(spam)")]
    [TestCase("POST", "/v1/models/fraud/versions/3:predict", 404, "Servable not found for request: Specific(fraud, 3)")]
    [TestCase("POST", "/v1/models/fraud:explain", 400, "Malformed request: POST /v1/models/fraud:explain")]
    [TestCase(
        "POST", "/v1/models/fraud:classify", 400, "Expected classify signature method_name to be tensorflow/serving/classify. Was: tensorflow/serving/predict")]
    [TestCase("GET", "/v1/models/fraud:predict", 400, "Malformed request: GET /v1/models/fraud:predict")]
    [TestCase("POST", "/v1/models/fraud:predict", 400, "Missing 'inputs' or 'instances' key")]
    [TestCase("GET", "/v2/health/ready", 404, "Not Found")]
    public async Task TensorFlow_Serving_says_what_is_wrong(string method, string path, int status, string error, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.TFServing, cancellationToken);
        var answer = await served.SendAsync(new HttpMethod(method), path, method is "POST" ? "{}" : null, cancellationToken);
        Assert.That(((int)answer.Status, (string?)answer.Json["error"]), Is.EqualTo((status, error)));
    }

    [Test]
    public async Task TorchServe_pings_predicts_and_describes(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.TorchServe, cancellationToken, Quarter);
        Assert.That((await served.GetAsync("/ping", cancellationToken)).Body, Is.EqualTo("""{"status":"Healthy"}"""));
        Assert.That((await served.PostAsync("/predictions/fraud", "any bytes", cancellationToken)).Body, Is.EqualTo("0.25"));
        Assert.That((await served.PostAsync("/predictions/fraud/1.2.0", "any bytes", cancellationToken)).Version, Is.EqualTo("1.2.0"));
        var model = (await served.GetAsync("/models/fraud/1.2.0", cancellationToken)).Json[0]!;
        Assert.That(((string?)model["modelVersion"], (string?)model["workers"]![0]!["status"]), Is.EqualTo(("1.2.0", "READY")));
        Assert.That((string?)(await served.GetAsync("/models", cancellationToken)).Json["models"]![0]!["modelName"], Is.EqualTo("fraud"));
        var unknown = await served.PostAsync("/predictions/spam", "", cancellationToken);
        Assert.That(unknown.Body, Is.EqualTo("""{"code":404,"type":"ModelNotFoundException","message":"Model not found: spam"}"""));
        Assert.That((string?)(await served.GetAsync("/models/fraud/3", cancellationToken)).Json["type"], Is.EqualTo("ModelVersionNotFoundException"));
        Assert.That((string?)(await served.GetAsync("/elsewhere", cancellationToken)).Json["type"], Is.EqualTo("ResourceNotFoundException"));
        served.Server.IsReady = false;
        var ping = await served.GetAsync("/ping", cancellationToken);
        Assert.That((ping.Status, ping.Body), Is.EqualTo((HttpStatusCode.InternalServerError, """{"status":"Unhealthy"}""")));
        Assert.That((await served.PostAsync("/predictions/fraud", "", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task Ray_Serve_has_a_proxy_before_its_application(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.RayServe, cancellationToken);
        Assert.That((await served.GetAsync("/-/healthz", cancellationToken)).Body, Is.EqualTo("success"));
        Assert.That((await served.GetAsync("/-/routes", cancellationToken)).Body, Is.EqualTo("""{"/fraud":"fraud"}"""));
        var answer = await served.PostAsync("/fraud", """{"amount":7}""", cancellationToken);
        Assert.That(((string?)answer.Json["model_version"], answer.Version), Is.EqualTo(("1.2.0", "1.2.0")));
        Assert.That((await served.GetAsync("/fraud", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await served.GetAsync("/spam", cancellationToken)).Body, Does.StartWith("Path '/spam' not found."));
        served.Server.IsReady = false;
        Assert.That((await served.GetAsync("/-/healthz", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task A_plain_server_has_health_readiness_and_predictions(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.HTTP, cancellationToken);
        Assert.That((await served.GetAsync("/readyz", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.OK));
        var one = await served.PostAsync("/predict", """{"amount":7}""", cancellationToken);
        var other = await served.PostAsync("/predict", """{"amount":8}""", cancellationToken);
        Assert.That((double)one.Json["output"]!, Is.Not.EqualTo((double)other.Json["output"]!));
        Assert.That((await served.PostAsync("/predict", "seven", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await served.GetAsync("/", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        served.Server.IsReady = false;
        Assert.That((await served.GetAsync("/healthz", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await served.GetAsync("/readyz", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }
}
