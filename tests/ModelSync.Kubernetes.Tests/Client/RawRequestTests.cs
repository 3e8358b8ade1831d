using System.Net;
using ModelSync.Kubernetes.Client;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Requests of the caller's own making: they go along with our credentials, and must not be led away.</summary>
public sealed class RawRequestTests : ClientFixture
{
    [TestCase("/healthz?verbose")]
    [TestCase("healthz?verbose")]
    public async Task A_raw_request_goes_to_the_path_it_names(string uri)
    {
        Server.Expect(HttpMethod.Post, "/healthz", ScriptedAnswer.Text(418, "no tea"));
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent("body") };

        using var response = await Client.SendRawAsync(request, Token);

        Assert.That(response.StatusCode, Is.EqualTo((HttpStatusCode)418));
        Assert.That(await response.Content.ReadAsStringAsync(Token), Is.EqualTo("no tea"));
        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("verbose"));
        Assert.That(OnlyRequest.BodyText, Is.EqualTo("body"));
    }

    [Test]
    public async Task A_raw_request_is_answered_once_headers_are_there()
    {
        Server.Expect(HttpMethod.Get, "/log", ScriptedAnswer.Stream().Hang());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/log");

        using var response = await Client.SendRawAsync(request, Token);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("http://evil.example/")]
    [TestCase("https://evil.example/api")]
    [TestCase(@"\\evil.example\x")]
    [TestCase("/\\evil.example/x")]
    [TestCase("../admin")]
    [TestCase("api/../../admin")]
    [TestCase("api/%2e%2e/%2E%2e/admin")]
    [TestCase("api/..%2f..%2fadmin")]
    [TestCase("api/%252e%252e/admin")]
    [TestCase(@"api\..\..\admin")]
    public void A_raw_request_that_leads_away_is_refused(string uri)
    {
        // A server below a path, as management servers offer: the neighbours of that path are no business of ours.
        var client = new KubernetesClient(new PlainTransport(new Uri(Server.BaseAddress, "clusters/one/")), new KubernetesClientOptions());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(uri, UriKind.RelativeOrAbsolute));

        Assert.That(async () => await client.SendRawAsync(request, Token), Throws.ArgumentException);
    }

    [Test]
    public async Task Requests_stay_below_the_path_of_the_server()
    {
        await using var client = new KubernetesClient(new PlainTransport(new Uri(Server.BaseAddress, "clusters/one/")), new KubernetesClientOptions());
        Server.Expect(HttpMethod.Get, "/clusters/one/api/v1/namespaces/shop/configmaps/web", ScriptedAnswer.Json(ConfigMapJson("web")));
        Server.Expect(HttpMethod.Get, "/clusters/one/healthz", ScriptedAnswer.Text(200, "ok"));

        Assert.That(await client.Dynamic(Kinds.ConfigMap.Resource).GetAsync(Key, Token), Is.Not.Null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        using var response = await client.SendRawAsync(request, Token);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_raw_request_without_answer_is_a_broken_exchange()
    {
        Server.Expect(HttpMethod.Get, "/log", ScriptedAnswer.Never());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/log?token=secret");
        var sending = Client.SendRawAsync(request, Token);
        await Server.WaitForRequestsAsync(1, Token);

        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await sending, Throws.TypeOf<KubernetesConnectionException>().With.Message.Not.Contains("secret"));
    }
}
