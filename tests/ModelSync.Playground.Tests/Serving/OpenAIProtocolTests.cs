using System.Net;
using System.Text.Json.Nodes;
using ModelSync.Playground.Serving;
using ModelSync.Playground.Tests.Faults;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>vLLM and SGLang.</summary>
[CancelAfter(60_000)]
internal sealed class OpenAIProtocolTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Question = """{"model":"fraud","messages":[{"role":"user","content":"is this fraud"}]}""";

    [TestCase(ModelRuntime.VLLM)]
    [TestCase(ModelRuntime.SGLang)]
    public async Task A_completion_has_text_a_reason_and_usage(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken, ServedModelFixture.Instant with { Answer = "no it is not" });
        var chat = await served.PostAsync(Chat, Question, cancellationToken);
        Assert.That((chat.Status, chat.Version), Is.EqualTo((HttpStatusCode.OK, "1.2.0")), chat.Body);
        Assert.That((string?)chat.Json["object"], Is.EqualTo("chat.completion"));
        Assert.That((string?)chat.Json["model"], Is.EqualTo("fraud"));
        var choice = chat.Json["choices"]![0]!;
        Assert.That(choice["message"]!.ToJsonString(), Is.EqualTo("""{"role":"assistant","content":"no it is not"}"""));
        Assert.That((string?)choice["finish_reason"], Is.EqualTo("stop"));
        Assert.That(chat.Json["usage"]!.ToJsonString(), Is.EqualTo("""{"prompt_tokens":3,"total_tokens":7,"completion_tokens":4}"""));
        Assert.That((string?)chat.Json["metadata"]?["weight_version"], Is.EqualTo(runtime is ModelRuntime.SGLang ? "1.2.0" : null));
        var text = await served.PostAsync("/v1/completions", """{"prompt":"is this fraud","max_tokens":2}""", cancellationToken);
        Assert.That((string?)text.Json["object"], Is.EqualTo("text_completion"));
        Assert.That(((string?)text.Json["choices"]![0]!["text"], (string?)text.Json["choices"]![0]!["finish_reason"]), Is.EqualTo(("no it", "length")));
        var models = (await served.GetAsync("/v1/models", cancellationToken)).Json;
        Assert.That(((string?)models["object"], (string?)models["data"]![0]!["id"]), Is.EqualTo(("list", "fraud")));
    }

    [Test]
    public async Task A_stream_comes_token_by_token_and_ends_with_usage_and_DONE(CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        var behavior = new ServingBehavior { LatencyP50 = TimeSpan.FromSeconds(8), LatencyP99 = TimeSpan.FromSeconds(8), Answer = "no it is not" };
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.VLLM, cancellationToken, behavior, new ModelServersOptions { Time = time });
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat)
        {
            Content = new StringContent("""{"stream":true,"stream_options":{"include_usage":true},""" + Question[1..]),
        };
        var answering = served.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(4), cancellationToken);
        time.Advance(TimeSpan.FromSeconds(4));
        using var answer = await answering;
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        Assert.That(answer.Headers.GetValues("x-model-version"), Is.EqualTo(["1.2.0"]));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        Assert.That((string?)(await EventAsync(reader, cancellationToken))!["choices"]![0]!["delta"]!["role"], Is.EqualTo("assistant"));
        foreach (var token in (string[])["no", " it", " is", " not"])
        {
            Assert.That((string?)(await EventAsync(reader, cancellationToken))!["choices"]![0]!["delta"]!["content"], Is.EqualTo(token));
            await time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(1), cancellationToken);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That((string?)(await EventAsync(reader, cancellationToken))!["choices"]![0]!["finish_reason"], Is.EqualTo("stop"));
        Assert.That((int)(await EventAsync(reader, cancellationToken))!["usage"]!["completion_tokens"]!, Is.EqualTo(4));
        Assert.That(await EventAsync(reader, cancellationToken), Is.Null);
        Assert.That(await reader.ReadToEndAsync(cancellationToken), Is.Empty);
        var metrics = await served.ScrapeAsync(cancellationToken);
        Assert.That(metrics.Value("vllm:time_to_first_token_seconds", "_sum"), Is.EqualTo(4));
        Assert.That(metrics.Value("vllm:e2e_request_latency_seconds", "_sum"), Is.EqualTo(8));
        Assert.That(metrics.Value("vllm:generation_tokens_total"), Is.EqualTo(4));
    }

    [Test]
    public async Task A_client_that_leaves_its_stream_has_aborted_the_request(CancellationToken cancellationToken)
    {
        var time = new ManualTimeProvider();
        var slow = new ServingBehavior { LatencyP50 = TimeSpan.FromSeconds(8), LatencyP99 = TimeSpan.FromSeconds(8) };
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.VLLM, cancellationToken, slow, new ModelServersOptions { Time = time });
        using (var client = await LoopbackServer.ConnectAsync(served.Server.EndPoint, cancellationToken))
        {
            await client.SayAsync($"POST {Chat} HTTP/1.1\r\nHost: fraud\r\nContent-Length: {Question.Length}\r\n\r\n{Question}", cancellationToken);
            await time.WaitForTimerDueInAsync(TimeSpan.FromSeconds(8), cancellationToken);
            Assert.That((await served.ScrapeAsync(cancellationToken)).Value("vllm:num_requests_running"), Is.EqualTo(1));
        }

        await Eventually.TrueAsync(async () => await AbortedAsync() is 1, cancellationToken);
        Assert.That((await served.ScrapeAsync(cancellationToken)).Value("vllm:num_requests_running"), Is.Zero);
        var line = $"POST {Chat} 499 ";
        await Eventually.TrueAsync(() => served.Server.Log.Lines.Any(one => one.Text.StartsWith(line, StringComparison.Ordinal)), cancellationToken);

        async Task<double> AbortedAsync() =>
            (await served.ScrapeAsync(cancellationToken)).Value("vllm:request_success_total", "", ("finished_reason", "abort"));
    }

    [Test]
    public async Task Errors_have_the_form_of_the_runtime(CancellationToken cancellationToken)
    {
        await using var vllm = await ServedModelFixture.StartAsync(ModelRuntime.VLLM, cancellationToken);
        var unknown = await vllm.PostAsync(Chat, Question.Replace("\"fraud\"", "\"spam\"", StringComparison.Ordinal), cancellationToken);
        Assert.That((unknown.Status, (string?)unknown.Json["error"]!["type"]), Is.EqualTo((HttpStatusCode.NotFound, "NotFoundError")));
        Assert.That((string?)unknown.Json["error"]!["message"], Is.EqualTo("The model `spam` does not exist."));
        Assert.That((int)(await vllm.PostAsync(Chat, "{}", cancellationToken)).Json["error"]!["code"]!, Is.EqualTo(400));
        vllm.Server.Behavior = ServedModelFixture.Instant with { ErrorRate = 1 };
        var failed = await vllm.PostAsync(Chat, Question, cancellationToken);
        Assert.That((failed.Status, (string?)failed.Json["error"]!["type"]), Is.EqualTo((HttpStatusCode.InternalServerError, "InternalServerError")));
        await using var sglang = await ServedModelFixture.StartAsync(ModelRuntime.SGLang, cancellationToken);
        var bad = await sglang.PostAsync(Chat, """{"messages":[]}""", cancellationToken);
        Assert.That(((int)bad.Json["code"]!, (string?)bad.Json["message"]), Is.EqualTo((400, "messages is empty: give at least one.")));
        var other = await sglang.PostAsync(Chat, Question.Replace("\"fraud\"", "\"spam\"", StringComparison.Ordinal), cancellationToken);
        Assert.That(other.Status, Is.EqualTo(HttpStatusCode.OK), "SGLang does not look at the name");
    }

    [TestCase("""{"messages":[{"content":"a"}]}""", "messages[0].role is missing")]
    [TestCase("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content: 7")]
    [TestCase("""{"messages":[7]}""", "messages[0] is of kind Number")]
    [TestCase("""{"messages":[{"role":"user"}],"max_tokens":0}""", "max_tokens: 0")]
    [TestCase("""{"messages":[{"role":"user"}],"max_tokens":1.5}""", "max_tokens: 1.5")]
    [TestCase("""{"messages":[{"role":"user"}],"n":2}""", "n: ")]
    [TestCase("""{"messages":[{"role":"user"}],"stream":"yes"}""", "stream: \"yes\"")]
    public async Task A_bad_conversation_names_the_field(string body, string problem, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.VLLM, cancellationToken);
        var answer = await served.PostAsync(Chat, body, cancellationToken);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)answer.Json["error"]!["message"], Does.StartWith(problem));
    }

    [TestCase("""{"prompt":[1,2,3]}""", true)]
    [TestCase("""{"prompt":["one text"]}""", true)]
    [TestCase("""{"prompt":["one","two"]}""", false)]
    [TestCase("""{"prompt":[]}""", false)]
    [TestCase("""{"prompt":7}""", false)]
    public async Task A_prompt_is_one_text_or_its_tokens(string body, bool isGood, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(ModelRuntime.VLLM, cancellationToken);
        var answer = await served.PostAsync("/v1/completions", body, cancellationToken);
        Assert.That(answer.Status, Is.EqualTo(isGood ? HttpStatusCode.OK : HttpStatusCode.BadRequest));
    }

    [TestCase(ModelRuntime.VLLM)]
    [TestCase(ModelRuntime.SGLang)]
    public async Task Health_follows_readiness_and_so_does_inference(ModelRuntime runtime, CancellationToken cancellationToken)
    {
        await using var served = await ServedModelFixture.StartAsync(runtime, cancellationToken);
        Assert.That((await served.GetAsync("/health", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.OK));
        served.Server.IsReady = false;
        Assert.That((await served.GetAsync("/health", cancellationToken)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await served.PostAsync(Chat, Question, cancellationToken)).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    /// <summary>The data of the next event; null for DONE.</summary>
    private static async Task<JsonNode?> EventAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var line = await reader.ReadLineAsync(cancellationToken);
        Assert.That(line, Does.StartWith("data: "));
        Assert.That(await reader.ReadLineAsync(cancellationToken), Is.Empty);
        return line is "data: [DONE]" ? null : JsonNode.Parse(line![6..]);
    }
}
