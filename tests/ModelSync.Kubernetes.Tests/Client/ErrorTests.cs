using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What becomes of refusals, whoever they come from and in whatever state.</summary>
[TestFixture(HttpProtocols.Http1)]
[TestFixture(HttpProtocols.Http2)]
public sealed class ErrorTests(HttpProtocols protocols) : ClientFixture(protocols)
{
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";

    [Test]
    public async Task Get_of_what_is_not_there_is_null()
    {
        Answer(ScriptedAnswer.Json(StatusJson(404, "NotFound", details: """{"name":"web","kind":"configmaps"}"""), 404));

        Assert.That(await ConfigMaps.GetAsync(Key, Token), Is.Null);
    }

    [TestCase("404 page not found\n", TestName = "Get_of_an_unknown_kind_throws: the mux")]
    [TestCase("""{"kind":"Status","status":"Failure","message":"the server could not find the requested resource","reason":"NotFound","details":{},"code":404}""", TestName = "Get_of_an_unknown_kind_throws: the group's server")]
    [TestCase("", TestName = "Get_of_an_unknown_kind_throws: nothing")]
    public void Get_of_an_unknown_kind_throws(string body)
    {
        var error = RefusalOf(ScriptedAnswer.Text(404, body));

        Assert.That(error.IsNotFound, Is.True);
        Assert.That(error.IsObjectNotFound, Is.False);
        Assert.That(error.Message, Does.StartWith("GET /api/v1/namespaces/shop/configmaps/web: 404 NotFound"));
    }

    [TestCase(401, "Unauthorized", nameof(KubernetesApiException.IsUnauthorized))]
    [TestCase(403, "Forbidden", nameof(KubernetesApiException.IsForbidden))]
    [TestCase(409, "AlreadyExists", nameof(KubernetesApiException.IsAlreadyExists))]
    [TestCase(409, "Conflict", nameof(KubernetesApiException.IsConflict))]
    [TestCase(410, "Expired", nameof(KubernetesApiException.IsExpired))]
    [TestCase(410, "Gone", nameof(KubernetesApiException.IsExpired))]
    [TestCase(422, "Invalid", nameof(KubernetesApiException.IsInvalid))]
    [TestCase(429, "TooManyRequests", nameof(KubernetesApiException.IsTooManyRequests))]
    [TestCase(500, "InternalError", null)]
    [TestCase(500, "ServerTimeout", nameof(KubernetesApiException.IsTimeout))]
    [TestCase(503, "ServiceUnavailable", null)]
    [TestCase(504, "Timeout", nameof(KubernetesApiException.IsTimeout))]
    public void A_refusal_is_told_by_exactly_one_property(int code, string reason, string? property)
    {
        var error = RefusalOf(ScriptedAnswer.Json(StatusJson(code, reason, "the server's words"), code));

        Assert.That(error.StatusCode, Is.EqualTo((HttpStatusCode)code));
        Assert.That(error.Reason, Is.EqualTo(reason));
        Assert.That(error.Message, Does.EndWith($": {code} {reason}: the server's words"));
        Assert.That(TrueProperties(error), Is.EqualTo(property is null ? [] : new[] { property }));
    }

    [TestCase(401, "Unauthorized")]
    [TestCase(403, "Forbidden")]
    [TestCase(409, "Conflict")]
    [TestCase(410, "Expired")]
    [TestCase(422, "Invalid")]
    [TestCase(429, "TooManyRequests")]
    [TestCase(500, "InternalError")]
    [TestCase(503, "ServiceUnavailable")]
    [TestCase(504, "Timeout")]
    public void A_refusal_without_reason_is_given_the_one_of_its_status(int code, string reason)
    {
        Assert.That(RefusalOf(ScriptedAnswer.Text(code, "no healthy upstream")).Reason, Is.EqualTo(reason));
        Assert.That(RefusalOf(ScriptedAnswer.Json("""{"message":"no healthy upstream"}""", code)).Reason, Is.EqualTo(reason));
    }

    [Test]
    public void Causes_are_kept()
    {
        const string details =
            """{"name":"web","kind":"configmaps","causes":[{"reason":"FieldValueInvalid","message":"must be positive","field":"spec.size"},{"reason":"FieldValueRequired","field":"spec.name"}]}""";

        var error = RefusalOf(ScriptedAnswer.Json(StatusJson(422, "Invalid", details: details), 422));

        Assert.That(error.Status.Details!.Causes, Has.Count.EqualTo(2));
        Assert.That(error.Status.Details.Causes![0], Is.EqualTo(new ApiStatusCause { Reason = "FieldValueInvalid", Message = "must be positive", Field = "spec.size" }));
    }

    [Test]
    public void A_version_that_the_server_has_not_reached_is_told()
    {
        const string cause = """{"causes":[{"reason":"ResourceVersionTooLarge","message":"Too large resource version"}],"retryAfterSeconds":1}""";

        Assert.That(RefusalOf(ScriptedAnswer.Json(StatusJson(504, "Timeout", details: cause.Replace(",\"retryAfterSeconds\":1", "")), 504)).IsResourceVersionTooLarge, Is.True);
        Assert.That(RefusalOf(ScriptedAnswer.Json(StatusJson(504, "Timeout", "Too large resource version: 9, current: 8"), 504)).IsResourceVersionTooLarge, Is.True);
    }

    [Test]
    public void Html_of_a_load_balancer_is_quoted_in_one_short_line()
    {
        var page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\n" + new string('x', 2000) + "</html>";

        var error = RefusalOf(ScriptedAnswer.Text(502, page, "text/html"));

        Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
        Assert.That(error.Message, Does.Contain("<title>502 Bad Gateway</title>").And.EndsWith("…"));
        Assert.That(error.Message, Does.Not.Contain("\n"));
        Assert.That(error.Message, Has.Length.LessThan(450));
    }

    [Test]
    public void An_empty_refusal_is_told_by_its_status()
    {
        var error = RefusalOf(ScriptedAnswer.Text(503, ""));

        Assert.That(error.Message, Does.EndWith(": 503 ServiceUnavailable: Service Unavailable"));
    }

    [TestCase("""{"kind":"Status","message":"half of""")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("""{"message":5}""")]
    [TestCase("""{"code":"five"}""")]
    public void A_refusal_that_is_no_status_is_told_by_its_status_code(string body) =>
        Assert.That(RefusalOf(ScriptedAnswer.Json(body, 500)).StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));

    [Test]
    public async Task A_refusal_whose_body_breaks_off_is_still_a_refusal()
    {
        var headers = new TaskCompletionSource();
        var body = new TaskCompletionSource();
        Answer(ScriptedAnswer.Stream(403).After(headers.Task).Write("""{"kind":"Status","mess""").WaitFor(body.Task).Abort());
        var get = ConfigMaps.GetAsync(Key, Token);

        // A reset may overtake the headers, so it waits until the body is being read: that alone may last its whole limit from now.
        await Server.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(1));
        headers.SetResult();
        await Clock.WaitForTimerDueInAsync(TimeSpan.FromSeconds(30), Token);
        body.SetResult();

        Assert.That(Assert.ThrowsAsync<KubernetesApiException>(() => get).IsForbidden, Is.True);
    }

    [Test]
    public void A_refusal_of_any_length_is_not_kept()
    {
        var error = RefusalOf(ScriptedAnswer.Text(500, new string('x', 3 * 1024 * 1024)));

        Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(error.Message, Has.Length.LessThan(450));
    }

    [Test]
    public void Messages_name_the_request_without_its_query()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/configmaps", ScriptedAnswer.Json(StatusJson(403, "Forbidden"), 403));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.ListAsync(new ListOptions { Continue = "secret-token" }, Token));

        Assert.That(error.ToString(), Does.Contain("GET /api/v1/configmaps").And.Not.Contains("secret-token"));
    }

    [Test]
    public void Messages_do_not_quote_the_body_that_was_sent()
    {
        var secret = Dynamic("""{"metadata":{"name":"web","namespace":"shop","resourceVersion":"1"},"stringData":{"password":"hunter2"}}""");
        Server.Expect(HttpMethod.Put, "/api/v1/namespaces/shop/secrets/web", ScriptedAnswer.Json(StatusJson(422, "Invalid"), 422), ScriptedAnswer.Stream().Abort());

        Assert.That(WriteErrorAsync, Throws.TypeOf<KubernetesApiException>().With.Property("Message").Not.Contains("hunter2"));
        Assert.That(WriteErrorAsync, Throws.TypeOf<KubernetesConnectionException>().With.Property("Message").Not.Contains("hunter2"));

        Task WriteErrorAsync() => Client.Dynamic(Secret.Resource).ReplaceAsync(secret, options: null, Token);
    }

    [Test]
    public void An_object_that_the_model_cannot_read_names_the_field_and_never_the_value()
    {
        Answer(ScriptedAnswer.Json("""{"metadata":{"name":"web","namespace":"shop","uid":"u-1"},"data":{"password":12345}}"""));

        var error = Assert.ThrowsAsync<InvalidObjectException>(() => ConfigMaps.GetAsync(Key, Token));

        Assert.That(error.Message, Does.StartWith("v1 ConfigMap shop/web cannot be read: $.data").And.Not.Contains("12345"));
        Assert.That(error.Invalid.Metadata.Uid, Is.EqualTo("u-1"));
    }

    [Test]
    public void An_object_that_is_too_large_is_named()
    {
        Connect(options => options with { MaxObjectBytes = 1000 });
        Answer(ScriptedAnswer.Json($$"""{"metadata":{"name":"web","namespace":"shop","uid":"u-1"},"data":{"key":"{{new string('x', 500_000)}}"} }"""));

        var error = Assert.ThrowsAsync<InvalidObjectException>(() => ConfigMaps.GetAsync(Key, Token));

        Assert.That(error.Message, Does.Contain("shop/web").And.Contains("larger than 1000 bytes"));
    }

    [TestCase("")]
    [TestCase("<html>login</html>")]
    [TestCase("[]")]
    [TestCase("""{"metadata":{"name":"we""")]
    [TestCase("""{"metadata":{"name":"web"}}{}""")]
    public void A_success_that_is_no_object_is_a_broken_exchange(string body)
    {
        Answer(ScriptedAnswer.Json(body));

        var error = Assert.ThrowsAsync<KubernetesConnectionException>(() => ConfigMaps.GetAsync(Key, Token));

        Assert.That(error.Message, Does.StartWith("GET /api/v1/namespaces/shop/configmaps/web: "));
    }

    [Test]
    public void A_body_that_breaks_off_is_a_broken_exchange()
    {
        Answer(ScriptedAnswer.Stream().Header("Content-Length", "1000").Write("""{"metadata":""").Abort());

        Assert.That(async () => await ConfigMaps.GetAsync(Key, Token), Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public async Task A_server_that_is_not_there_is_a_broken_exchange()
    {
        Uri address;
        await using (var gone = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, Token))
        {
            address = gone.BaseAddress;
        }

        await using var client = new KubernetesClient(new PlainTransport(address), new KubernetesClientOptions());

        var error = Assert.ThrowsAsync<KubernetesConnectionException>(() => client.Resource<ConfigMap>().GetAsync(Key, Token));
        Assert.That(error.Message, Does.StartWith($"GET {Path}: no answer from {address.Authority}: "));
    }

    private void Answer(ScriptedAnswer answer) => Server.Expect(HttpMethod.Get, Path, answer);

    private KubernetesApiException RefusalOf(ScriptedAnswer answer)
    {
        Answer(answer);
        return Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token))!;
    }

    private static string[] TrueProperties(KubernetesApiException error) =>
    [
        .. new (string Name, bool Value)[]
        {
            (nameof(error.IsNotFound), error.IsNotFound),
            (nameof(error.IsObjectNotFound), error.IsObjectNotFound),
            (nameof(error.IsAlreadyExists), error.IsAlreadyExists),
            (nameof(error.IsConflict), error.IsConflict),
            (nameof(error.IsExpired), error.IsExpired),
            (nameof(error.IsResourceVersionTooLarge), error.IsResourceVersionTooLarge),
            (nameof(error.IsTooManyRequests), error.IsTooManyRequests),
            (nameof(error.IsTimeout), error.IsTimeout),
            (nameof(error.IsInvalid), error.IsInvalid),
            (nameof(error.IsForbidden), error.IsForbidden),
            (nameof(error.IsUnauthorized), error.IsUnauthorized),
        }.Where(property => property.Value).Select(property => property.Name),
    ];
}
