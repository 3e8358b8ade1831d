using System.Net;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>The Open Inference Protocol, and where its four servers differ.</summary>
[CancelAfter(60_000)]
internal sealed class OipProtocolTests
{
    private const string Infer = "/v2/models/fraud/infer";
    private const string Golden = """{"id":"42","inputs":[{"name":"amount","shape":[1,3],"datatype":"FP32","data":[1,2,3]}]}""";

    [TestCase(ModelRuntime.OIP)]
    [TestCase(ModelRuntime.Triton)]
    [TestCase(ModelRuntime.KServe)]
    [TestCase(ModelRuntime.MLServer)]
    public async Task An_inference_tells_model_version_and_id_and_depends_on_the_input(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken);
        var answer = await served.PostAsync(Infer, Golden, cancellationToken);
        Assert.That((answer.Status, answer.Version), Is.EqualTo((HttpStatusCode.OK, "1.2.0")), answer.Body);
        Assert.That((string?)answer.Json["model_name"], Is.EqualTo("fraud"));
        Assert.That((string?)answer.Json["model_version"], Is.EqualTo("1.2.0"));
        Assert.That((string?)answer.Json["id"], Is.EqualTo("42"));
        var output = answer.Json["outputs"]![0]!;
        Assert.That(output["shape"]!.ToJsonString(), Is.EqualTo("[1]"));
        Assert.That((string?)output["datatype"], Is.EqualTo("FP64"));
        Assert.That((double)output["data"]![0]!, Is.InRange(0, 1));
        var spaced = Golden.Replace(",", " , ", StringComparison.Ordinal);
        var again = await served.PostAsync("/v2/models/fraud/versions/1.2.0/infer", spaced, cancellationToken);
        Assert.That(again.Json["outputs"]!.ToJsonString(), Is.EqualTo(answer.Json["outputs"]!.ToJsonString()), "the layout of the JSON does not matter");
        var other = await served.PostAsync(Infer, Golden.Replace("[1,2,3]", "[1,2,4]", StringComparison.Ordinal), cancellationToken);
        Assert.That((double)other.Json["outputs"]![0]!["data"]![0]!, Is.Not.EqualTo((double)output["data"]![0]!));
    }

    [Test]
    public async Task A_batch_has_an_answer_for_each_row_in_each_output_that_is_asked_for(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.OIP, cancellationToken, ServedModelFixture.Instant with { Answer = "0.5" });
        var answer = await served.PostAsync(
            Infer,
            """{"inputs":[{"name":"a","shape":[2,1],"datatype":"FP32","data":[[1],[2]]}],"outputs":[{"name":"score"},{"name":"raw"}]}""",
            cancellationToken);
        Assert.That(
            answer.Json["outputs"]!.ToJsonString(),
            Is.EqualTo("""[{"name":"score","shape":[2],"datatype":"FP64","data":[0.5,0.5]},{"name":"raw","shape":[2],"datatype":"FP64","data":[0.5,0.5]}]"""));
        served.Server.Behavior = ServedModelFixture.Instant with { Answer = "denied" };
        answer = await served.PostAsync(Infer, Golden, cancellationToken);
        Assert.That((string?)answer.Json["outputs"]![0]!["datatype"], Is.EqualTo("BYTES"));
        Assert.That((string?)answer.Json["outputs"]![0]!["data"]![0], Is.EqualTo("denied"));
        Assert.That(answer.Json["id"] is not null);
    }

    [Test]
    public async Task Metadata_describes_server_and_model(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.Triton, cancellationToken);
        Assert.That((string?)(await served.GetAsync("/v2", cancellationToken)).Json["name"], Is.EqualTo("triton"));
        foreach (var path in (string[])["/v2/models/fraud", "/v2/models/fraud/versions/1.2.0"])
        {
            var model = (await served.GetAsync(path, cancellationToken)).Json;
            Assert.That(model["versions"]!.ToJsonString(), Is.EqualTo("""["1.2.0"]"""));
            Assert.That((string?)model["inputs"]![0]!["datatype"], Is.EqualTo("FP32"));
            Assert.That(model["outputs"]![0]!["shape"]!.ToJsonString(), Is.EqualTo("[-1]"));
        }

        var index = await served.PostAsync("/v2/repository/index", "", cancellationToken);
        Assert.That(index.Json.ToJsonString(), Is.EqualTo("""[{"name":"fraud","version":"1.2.0","state":"READY","reason":""}]"""));
        served.Server.IsReady = false;
        Assert.That((await served.PostAsync("/v2/repository/index", """{"ready":true}""", cancellationToken)).Body, Is.EqualTo("[]"));
        var load = await served.PostAsync("/v2/repository/models/fraud/load", "{}", cancellationToken);
        Assert.That(load.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "as without --model-control-mode=explicit");
    }

    [TestCase(ModelRuntime.OIP, 400, 400, 503)]
    [TestCase(ModelRuntime.Triton, 400, 400, 503)]
    [TestCase(ModelRuntime.KServe, 503, 503, 503)]
    [TestCase(ModelRuntime.MLServer, 400, 400, 400)]
    public async Task Before_it_is_ready_a_server_is_live_and_says_no_in_its_own_way(
        ModelRuntime runtime, int ready, int modelReady, int infer, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken);
        foreach (var isReady in (bool[])[false, true])
        {
            served.Server.IsReady = isReady;
            int[] statuses =
            [
                (int)(await served.GetAsync("/v2/health/live", cancellationToken)).Status,
                (int)(await served.GetAsync("/v2/health/ready", cancellationToken)).Status,
                (int)(await served.GetAsync("/v2/models/fraud/ready", cancellationToken)).Status,
                (int)(await served.GetAsync("/v2/models/fraud/versions/1.2.0/ready", cancellationToken)).Status,
                (int)(await served.PostAsync(Infer, Golden, cancellationToken)).Status,
            ];
            Assert.That(statuses, Is.EqualTo(isReady ? [200, 200, 200, 200, 200] : (int[])[200, ready, modelReady, modelReady, infer]));
        }
    }

    [TestCase(ModelRuntime.OIP, 404, 404)]
    [TestCase(ModelRuntime.Triton, 400, 404)]
    [TestCase(ModelRuntime.KServe, 404, 404)]
    [TestCase(ModelRuntime.MLServer, 404, 404)]
    public async Task Another_model_or_version_is_unknown_in_the_words_of_the_runtime(
        ModelRuntime runtime, int model, int version, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken);
        foreach (var suffix in (string[])["", "/ready", "/infer"])
        {
            var method = suffix is "/infer" ? HttpMethod.Post : HttpMethod.Get;
            var body = suffix is "/infer" ? Golden : null;
            var otherModel = await served.SendAsync(method, "/v2/models/spam" + suffix, body, cancellationToken);
            var otherVersion = await served.SendAsync(method, "/v2/models/fraud/versions/2.0.0" + suffix, body, cancellationToken);
            Assert.That(((int)otherModel.Status, (int)otherVersion.Status), Is.EqualTo((model, version)));
            Assert.That((string?)otherModel.Json["error"], Does.Contain("spam"));
            Assert.That((string?)otherVersion.Json["error"], Does.Contain("fraud"));
        }
    }

    [TestCase("", "inputs")]
    [TestCase("[]", "object")]
    [TestCase("{\"inputs\":", "not JSON")]
    [TestCase("{}", "inputs is missing")]
    [TestCase("""{"inputs":{}}""", "inputs: {} is of kind Object")]
    [TestCase("""{"inputs":[]}""", "inputs is empty")]
    [TestCase("""{"inputs":[1]}""", "inputs[0] is of kind Number")]
    [TestCase("""{"inputs":[{"shape":[1],"datatype":"FP32","data":[1]}]}""", "inputs[0].name is missing")]
    [TestCase("""{"inputs":[{"name":"a","shape":[1],"datatype":"FLOAT","data":[1]}]}""", "inputs[0].datatype: 'FLOAT' is none of BOOL")]
    [TestCase("""{"inputs":[{"name":"a","shape":[-1],"datatype":"FP32","data":[1]}]}""", "inputs[0].shape[0]: -1")]
    [TestCase("""{"inputs":[{"name":"a","shape":[4096,4096,4096],"datatype":"FP32","data":[1]}]}""", "inputs[0].shape[2]: 4096")]
    [TestCase("""{"inputs":[{"name":"a","shape":[2,2],"datatype":"FP32","data":[[1,2],[3]]}]}""", "inputs[0].data has 3 elements, but shape [2, 2] needs 4")]
    [TestCase("""{"inputs":[{"name":"a","shape":[1],"datatype":"FP32","data":[1]}],"id":7}""", "id: 7 is of kind Number")]
    [TestCase("""{"inputs":[{"name":"a","shape":[1],"datatype":"FP32","data":[1]}],"outputs":[{}]}""", "outputs[0].name is missing")]
    public async Task A_body_that_is_no_inference_is_a_bad_request_that_names_the_field(string body, string problem, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.OIP, cancellationToken);
        var answer = await served.PostAsync(Infer, body, cancellationToken);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)answer.Json["error"], body.Length == 0 ? Does.Contain("empty") : Does.Contain(problem));
    }

    [Test]
    public async Task MLServer_leaves_bad_bodies_and_routes_to_FastAPI(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.MLServer, cancellationToken);
        var answer = await served.PostAsync(Infer, "{}", cancellationToken);
        Assert.That((int)answer.Status, Is.EqualTo(422));
        Assert.That((string?)answer.Json["detail"]![0]!["msg"], Is.EqualTo("inputs is missing; give Array."));
        Assert.That((await served.GetAsync("/v3", cancellationToken)).Body, Is.EqualTo("""{"detail":"Not Found"}"""));
    }

    [TestCase(ModelRuntime.OIP, "error")]
    [TestCase(ModelRuntime.Triton, "error")]
    [TestCase(ModelRuntime.KServe, "detail")]
    [TestCase(ModelRuntime.MLServer, "detail")]
    public async Task A_wrong_method_names_the_right_one(ModelRuntime runtime, string member, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken);
        var infer = await served.GetAsync(Infer, cancellationToken);
        Assert.That((infer.Status, infer.Allow, (string?)infer.Json[member]), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "POST", "Method Not Allowed")));
        var health = await served.PostAsync("/v2/health/ready", "{}", cancellationToken);
        Assert.That((health.Status, health.Allow), Is.EqualTo((HttpStatusCode.MethodNotAllowed, "GET")));
        Assert.That((await served.PostAsync("/metrics", "{}", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task KServe_speaks_its_first_protocol_too(CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.KServe, cancellationToken);
        Assert.That((await served.GetAsync("/v1/models", cancellationToken)).Body, Is.EqualTo("""{"models":["fraud"]}"""));
        Assert.That((await served.GetAsync("/v1/models/fraud", cancellationToken)).Body, Is.EqualTo("""{"name":"fraud","ready":true}"""));
        var answer = await served.PostAsync("/v1/models/fraud:predict", """{"instances":[[1,2],[3,4],[1,2]]}""", cancellationToken);
        Assert.That(answer.Json["predictions"]!.AsArray(), Has.Count.EqualTo(3));
        var unknown = await served.PostAsync("/v1/models/spam:predict", """{"instances":[1]}""", cancellationToken);
        Assert.That(unknown.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await served.PostAsync("/v1/models/fraud:predict", "{}", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        served.Server.IsReady = false;
        Assert.That((await served.GetAsync("/v1/models/fraud", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }
}
