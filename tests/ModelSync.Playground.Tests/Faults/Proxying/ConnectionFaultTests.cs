using System.Net;
using System.Security.Authentication;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Playground.Tests.Faults.Proxying;

/// <summary>What befalls connections before the first request, and connections that speak another protocol.</summary>
[CancelAfter(60_000)]
internal sealed class ConnectionFaultTests
{
    private static readonly Uri Version = new("/version", UriKind.Relative);

    private ProxyFixture _fixture = null!;

    [OneTimeSetUp]
    public async Task Start() => _fixture = await ProxyFixture.StartAsync();

    [TearDown]
    public void Clear() => _fixture.Proxy.Plan.Clear();

    [OneTimeTearDown]
    public async Task Stop() => await _fixture.DisposeAsync();

    [TestCase("tls-certificate is=expired", "NotTimeValid")]
    [TestCase("tls-certificate is=wrong-host", "RemoteCertificateNameMismatch")]
    [TestCase("tls-certificate is=untrusted", "PartialChain")]
    public void A_bad_certificate_is_refused_for_what_is_bad_about_it(string rule, string why)
    {
        _fixture.Proxy.Plan.Add(rule + " count=1");
        using var client = _fixture.Admin();
        var error = Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(Version));
        Assert.That(error!.InnerException, Is.InstanceOf<AuthenticationException>());
        Assert.That(error.InnerException!.Message, Does.Contain(why));
        Assert.That(() => client.GetStringAsync(Version), Throws.Nothing, "the next connection is good");
    }

    [TestCase("tls-failure")]
    [TestCase("refuse-connection")]
    [TestCase("refuse-connection by=close")]
    public void A_connection_leads_to_nothing(string rule)
    {
        _fixture.Proxy.Plan.Add(rule + " count=1");
        using var client = _fixture.Admin();
        var error = Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(Version));
        Assert.That(error!.InnerException, rule is "tls-failure" ? Is.InstanceOf<AuthenticationException>() : Is.InstanceOf<IOException>(), error.ToString());
        Assert.That(() => client.GetStringAsync(Version), Throws.Nothing);
    }

    [Test]
    public async Task A_silent_connection_is_left_after_the_clients_own_time(CancellationToken cancellationToken)
    {
        _fixture.Proxy.Plan.Add("refuse-connection by=silence count=1");
        await using var client = KubernetesClient.Create(
            ClusterConfigLoader.Default.LoadDefault(_fixture.Proxy.TokenKubeconfigPath),
            new KubernetesClientOptions { Transport = new Kubernetes.Transport.TransportOptions { ConnectTimeout = TimeSpan.FromSeconds(1) } });
        Assert.ThrowsAsync<KubernetesConnectionException>(() => client.Discovery.GetVersionAsync(cancellationToken));
        Assert.That(await client.Discovery.GetVersionAsync(cancellationToken), Is.Not.Null);
    }

    [Test]
    public async Task An_upgrade_that_the_server_refuses_is_refused_in_its_words(CancellationToken cancellationToken)
    {
        using var client = _fixture.Admin(HttpVersion.Version11);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(client.BaseAddress!, "/api/v1/namespaces/default/pods/nobody/exec?command=ls&stdout=true"));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("SPDY/3.1");
        using var answer = await client.SendAsync(request, cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Does.Contain("pods \\\"nobody\\\" not found"));
    }

    [Test]
    public async Task After_an_upgrade_bytes_go_both_ways(CancellationToken cancellationToken)
    {
        using var server = new LoopbackServer();
        SharedControlPlane.Network.Map("10.244.9.9", 8080, server.EndPoint);
        var ns = await _fixture.NamespaceAsync(cancellationToken);
        await MakePodAsync(ns, "10.244.9.9", cancellationToken);
        var serving = EchoAsync(server, cancellationToken);

        using var client = _fixture.Admin(HttpVersion.Version11);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseAddress!, $"/api/v1/namespaces/{ns}/pods/echo:8080/proxy/"));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("echo/1");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SwitchingProtocols));
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[5];
        foreach (var word in new[] { "one..", "two.." })
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(word), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await stream.ReadExactlyAsync(buffer, cancellationToken);
            Assert.That(Encoding.ASCII.GetString(buffer), Is.EqualTo(word));
        }

        stream.Close();
        await serving;
    }

    private static async Task EchoAsync(LoopbackServer server, CancellationToken cancellationToken)
    {
        using var connection = await server.AcceptAsync(cancellationToken);
        var buffer = new byte[4096];
        await connection.ReceiveAsync(buffer, cancellationToken);
        await connection.SayAsync("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo/1\r\n\r\n", cancellationToken);
        int read;
        while ((read = await connection.ReceiveAsync(buffer, cancellationToken)) > 0)
        {
            await connection.SendAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private async Task MakePodAsync(string ns, string address, CancellationToken cancellationToken)
    {
        using var direct = _fixture.Admin(direct: true);
        using var pod = await direct.PostAsync(
            new Uri($"/api/v1/namespaces/{ns}/pods", UriKind.Relative),
            ProxyFixture.Json("""{"metadata":{"name":"echo"},"spec":{"nodeName":"virtual","automountServiceAccountToken":false,"containers":[{"name":"c","image":"i"}]}}"""),
            cancellationToken);
        Assert.That(pod.StatusCode, Is.EqualTo(HttpStatusCode.Created), await pod.Content.ReadAsStringAsync(cancellationToken));
        using var status = await direct.PatchAsync(
            new Uri($"/api/v1/namespaces/{ns}/pods/echo/status", UriKind.Relative),
            ProxyFixture.Json("{\"status\":{\"phase\":\"Running\",\"podIP\":\"" + address + "\",\"podIPs\":[{\"ip\":\"" + address + "\"}]}}", "application/merge-patch+json"),
            cancellationToken);
        Assert.That(status.StatusCode, Is.EqualTo(HttpStatusCode.OK), await status.Content.ReadAsStringAsync(cancellationToken));
    }
}
