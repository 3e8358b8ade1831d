using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.Tests.Faults.Proxying;

/// <summary>Injected errors beside real ones of the same server: a client must not be able to tell them apart.</summary>
[CancelAfter(60_000)]
internal sealed class ErrorShapeTests
{
    private ProxyFixture _fixture = null!;
    private string _namespace = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _fixture = await ProxyFixture.StartAsync();
        _namespace = await _fixture.NamespaceAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [TestCase("GET", "/api/v1/namespaces/{0}/secrets")]
    [TestCase("GET", "/api/v1/namespaces/{0}/secrets/a")]
    [TestCase("GET", "/apis/apps/v1/deployments")]
    [TestCase("DELETE", "/apis/apps/v1/namespaces/{0}/deployments/web")]
    [TestCase("DELETE", "/apis/apps/v1/namespaces/{0}/deployments")]
    [TestCase("GET", "/apis/apps/v1/namespaces/{0}/deployments?watch=true")]
    [TestCase("GET", "/api/v1/nodes/n1/proxy/metrics")]
    [TestCase("GET", "/api/v1/namespaces/{0}/pods/p/log")]
    [TestCase("GET", "/metrics")]
    public async Task A_403_is_the_one_that_the_server_itself_gives(string method, string path, CancellationToken cancellationToken)
    {
        var real = await AskAsync(direct: true, method, path, body: null, SharedControlPlane.Alice.Token, cancellationToken);
        var rule = _fixture.Proxy.Plan.Add("403 user=alice count=1");
        var injected = await AskAsync(direct: false, method, path, body: null, SharedControlPlane.Alice.Token, cancellationToken);
        _fixture.Proxy.Plan.Remove(rule.Id);
        Same(injected, real);
    }

    [Test]
    public async Task A_409_of_a_create_is_the_one_that_the_server_itself_gives(CancellationToken cancellationToken)
    {
        var path = $"/apis/rbac.authorization.k8s.io/v1/namespaces/{_namespace}/roles";
        const string Body = """{"metadata":{"name":"twice"},"rules":[]}""";
        await AskAsync(direct: true, "POST", path, Body, token: null, cancellationToken);
        await SameAsync("409 verb=create resource=roles.rbac.authorization.k8s.io", "POST", path, Body, cancellationToken);
    }

    [Test]
    public async Task A_409_of_an_update_is_the_one_that_the_server_itself_gives(CancellationToken cancellationToken)
    {
        var path = $"/api/v1/namespaces/{_namespace}/configmaps";
        await AskAsync(direct: true, "POST", path, """{"metadata":{"name":"changed"},"data":{"a":"1"}}""", token: null, cancellationToken);
        const string Stale = """{"metadata":{"name":"changed","resourceVersion":"1"},"data":{"a":"2"}}""";
        await SameAsync("409 verb=update name=changed", "PUT", path + "/changed", Stale, cancellationToken);
    }

    [Test]
    public async Task A_401_is_the_one_that_the_server_itself_gives(CancellationToken cancellationToken)
    {
        var real = await AskAsync(direct: true, "GET", "/api/v1/namespaces", body: null, "wrong", cancellationToken);
        _fixture.Proxy.Plan.Add("401 count=1");
        Same(await AskAsync(direct: false, "GET", "/api/v1/namespaces", body: null, token: null, cancellationToken), real);
    }

    [Test]
    public async Task A_410_of_a_watch_has_the_servers_form(CancellationToken cancellationToken)
    {
        var path = $"/api/v1/namespaces/{_namespace}/configmaps?watch=true&resourceVersion=1&timeoutSeconds=5";
        _fixture.Proxy.Plan.Add("410 verb=watch count=1");
        var (status, body, headers) = await AskAsync(direct: false, "GET", path, body: null, token: null, cancellationToken);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That((string?)body["type"], Is.EqualTo("ERROR"));
        Assert.That((int?)body["object"]!["code"], Is.EqualTo(410));
        Assert.That((string?)body["object"]!["reason"], Is.EqualTo("Expired"));
        Assert.That((string?)body["object"]!["message"], Is.EqualTo("too old resource version: 1 (2)"));
    }

    [Test]
    public async Task A_429_is_that_of_priority_and_fairness(CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("429 retry-after=7 count=1");
        using var client = _fixture.Admin();
        using var answer = await client.GetAsync(new Uri("/api/v1/namespaces", UriKind.Relative), cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(answer.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
        Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Is.EqualTo("Too many requests, please try again later.\n"));
    }

    [Test]
    public async Task A_502_is_that_of_a_load_balancer(CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("502 count=1");
        using var client = _fixture.Admin();
        using var answer = await client.GetAsync(new Uri("/api/v1/namespaces", UriKind.Relative), cancellationToken);
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Does.StartWith("<html>").And.Contain("502 Bad Gateway"));
    }

    [Test]
    public async Task Whoever_asks_for_protobuf_is_refused_in_protobuf_and_understands_it(CancellationToken cancellationToken)
    {
        var config = ClusterConfigLoader.Default.LoadDefault(_fixture.Proxy.AdminKubeconfigPath);
        await using var client = KubernetesClient.Create(config, new KubernetesClientOptions { MaxRetryAfterTries = 0 });
        foreach (var (rule, code) in new[] { ("503 retry-after=1", 503), ("409", 409), ("429 shape=status retry-after=1 message=\"storage is (re)initializing\"", 429) })
        {
            _fixture.Proxy.Plan.Add($"{rule} resource=deployments count=1");
            var error = Assert.ThrowsAsync<KubernetesApiException>(() => client.Resource<Deployment>().GetAsync(new NamespacedName(_namespace, "web"), cancellationToken));
            Assert.That((int)error!.StatusCode, Is.EqualTo(code));
            Assert.That(error.Status.Details is null || error.Status.Details.Kind is null or "deployments", Is.True);
        }
    }

    [Test]
    public async Task A_warning_goes_with_the_servers_own_answer(CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("warning text=\"v1beta1 \\\"soon\\\" gone\" count=1");
        using var client = _fixture.Admin();
        using var answer = await client.GetAsync(new Uri("/api/v1/namespaces/default", UriKind.Relative), cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.NonValidated["Warning"].ToString(), Is.EqualTo("299 - \"v1beta1 \\\"soon\\\" gone\""));
    }

    private async Task SameAsync(string rule, string method, string path, string body, CancellationToken cancellationToken)
    {
        var real = await AskAsync(direct: true, method, path, body, token: null, cancellationToken);
        var added = _fixture.Proxy.Plan.Add(rule);
        var injected = await AskAsync(direct: false, method, path, body, token: null, cancellationToken);
        _fixture.Proxy.Plan.Remove(added.Id);
        Same(injected, real);
    }

    private static void Same(Answer injected, Answer real)
    {
        Assert.That(injected.Status, Is.EqualTo(real.Status));
        Assert.That(injected.Body.ToJsonString(), Is.EqualTo(real.Body.ToJsonString()));
        Assert.That($"{injected.Headers.ContentType}", Is.EqualTo($"{real.Headers.ContentType}"));
    }

    private async Task<Answer> AskAsync(bool direct, string method, string path, string? body, string? token, CancellationToken cancellationToken)
    {
        using var client = token is null ? _fixture.Admin(direct: direct) : _fixture.Client(token, direct: direct);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(client.BaseAddress!, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, _namespace)))
        {
            Version = HttpVersion.Version20,
            Content = body is null ? null : ProxyFixture.Json(body),
        };
        using var answer = await client.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            return new Answer(answer.StatusCode, JsonNode.Parse(text)!, answer.Content.Headers);
        }
        catch (JsonException exception)
        {
            throw new AssertionException($"{method} {path} is answered by {(int)answer.StatusCode} {text}", exception);
        }
    }

    private sealed record Answer(HttpStatusCode Status, JsonNode Body, HttpContentHeaders Headers);
}
