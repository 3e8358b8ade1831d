using System.Net;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Kubernetes.Tests.Client;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Proxying;

/// <summary>Requests to pods and services by way of the API server.</summary>
public sealed class ProxyClientTests : ClientFixture
{
    [TestCase("/api/v1/query?query=up%7Bjob%3D%22a%22%7D")]
    [TestCase("api/v1/query?query=up%7Bjob%3D%22a%22%7D")]
    public async Task A_request_goes_to_the_target_with_method_query_headers_and_body(string uri)
    {
        Server.Expect(HttpMethod.Post, "/api/v1/namespaces/shop/services/web%3Ahttp/proxy/api/v1/query", ScriptedAnswer.Text(503, "not ready"));
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent("body") };
        request.Headers.Add("X-Mine", "1");

        using var response = await Client.Proxy.SendAsync(ProxyTarget.Service(Key, "http"), request, Token);

        // The target's refusal is the caller's to judge, and never tried again.
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(OnlyRequest.RawQuery, Is.EqualTo("query=up%7Bjob%3D%22a%22%7D"));
        Assert.That(OnlyRequest.Header("X-Mine"), Is.EqualTo("1"));
        Assert.That(OnlyRequest.BodyText, Is.EqualTo("body"));
    }

    [TestCase("http://evil.example/metrics")]
    [TestCase("../../../../secrets")]
    [TestCase("%2e%2e/%2e%2e/x")]
    public void A_request_that_leads_away_is_refused(string uri)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);

        Assert.That(async () => await Client.Proxy.SendAsync(ProxyTarget.Pod(Key, 80), request, Token), Throws.ArgumentException);
    }

    [Test]
    public async Task A_path_that_looks_like_another_host_stays_a_path()
    {
        Server.Expect(HttpMethod.Get, "/api/v1/namespaces/shop/pods/web/proxy/evil.example/x", ScriptedAnswer.Text(200, "ok"));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("//evil.example/x", UriKind.Relative));

        using var response = await Client.Proxy.SendAsync(ProxyTarget.Pod(Key), request, Token);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}
