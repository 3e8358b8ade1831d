using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ModelSync.Kubernetes.Config;
using ModelSync.Operator.Connections;
using ModelSync.Operator.Gates.Http;
using ModelSync.Testing.Api;

namespace ModelSync.Operator.Tests.Gates.Http;

[CancelAfter(60_000)]
internal sealed class GateHttpTests
{
    private static readonly AddressPolicy Loopback = new(AllowLoopback: true);

    [TestCase("169.254.169.254")]
    [TestCase("fd00:ec2::254")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("100.100.100.200")]
    [TestCase("127.0.0.1")]
    [TestCase("0.0.0.0")]
    [TestCase("::1")]
    [TestCase("224.0.0.1")]
    [TestCase("10.96.0.1", Description = "the API server")]
    [TestCase("::ffff:10.96.0.1")]
    public async Task What_a_name_resolves_to_decides_and_not_the_name(string address, CancellationToken cancellationToken)
    {
        var options = new GateHttpOptions { ApiServers = new ApiServerAddresses([new DnsEndPoint("10.96.0.1", 443)], TimeProvider.System) };
        using var http = new GateHttp(options, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));
        var refusal = await RefusalAsync(http, "http://innocent.example/", cancellationToken);
        Assert.That(refusal.Failure, Is.EqualTo(GateHttpFailure.Refused));
        Assert.That(refusal.Message, Does.Contain("innocent.example"));
    }

    [Test]
    public async Task Of_several_addresses_only_the_good_ones_are_tried(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Get, "/", ScriptedAnswer.Text(200, "fine"));
        using var http = new GateHttp(
            new GateHttpOptions { Addresses = Loopback }, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254"), IPAddress.Loopback]));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://some.example:{server.BaseAddress.Port}/");
        using var answer = await http.SendToUserAsync(request, null, cancellationToken);
        Assert.That(answer.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_API_server_on_loopback_is_known_by_its_port(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        var api = new ApiServerAddresses([new DnsEndPoint("127.0.0.1", server.BaseAddress.Port)], TimeProvider.System);
        using var http = new GateHttp(new GateHttpOptions { Addresses = Loopback, ApiServers = api });
        Assert.That((await RefusalAsync(http, server.BaseAddress.ToString(), cancellationToken)).Failure, Is.EqualTo(GateHttpFailure.Refused));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_redirect_is_followed_within_one_server_and_no_further(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Get, "/metrics", ScriptedAnswer.Text(307, "").Header("Location", "/metrics/"));
        server.Expect(HttpMethod.Get, "/metrics/", ScriptedAnswer.Text(200, "page"));
        server.Expect(HttpMethod.Get, "/away", ScriptedAnswer.Text(302, "").Header("Location", "http://169.254.169.254/latest"));
        server.Expect(HttpMethod.Get, "/loop", [.. Enumerable.Range(0, 4).Select(_ => ScriptedAnswer.Text(302, "").Header("Location", "/loop"))]);
        using var http = new GateHttp(new GateHttpOptions { Addresses = Loopback });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.BaseAddress + "metrics");
        using (var answer = await http.SendToUserAsync(request, null, cancellationToken))
        {
            Assert.That(Encoding.UTF8.GetString((await answer.ReadAsync(10, cancellationToken)).Span), Is.EqualTo("page"));
        }

        Assert.That((await RefusalAsync(http, server.BaseAddress + "away", cancellationToken)).Failure, Is.EqualTo(GateHttpFailure.Redirect));
        Assert.That((await RefusalAsync(http, server.BaseAddress + "loop", cancellationToken)).Failure, Is.EqualTo(GateHttpFailure.Redirect));
    }

    [Test]
    public async Task A_body_that_is_too_large_is_refused(CancellationToken cancellationToken)
    {
        await using var server = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        server.Expect(HttpMethod.Get, "/", ScriptedAnswer.Text(200, new string('x', 5000)));
        using var http = new GateHttp(new GateHttpOptions { Addresses = Loopback });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.BaseAddress);
        using var answer = await http.SendToUserAsync(request, null, cancellationToken);
        Assert.That(
            async () => await answer.ReadAsync(4096, cancellationToken),
            Throws.TypeOf<GateHttpException>().With.Property("Failure").EqualTo(GateHttpFailure.TooLarge));
    }

    [Test]
    public async Task A_name_that_is_never_resolved_is_given_up_as_unreachable(CancellationToken cancellationToken)
    {
        using var http = new GateHttp(
            new GateHttpOptions { ConnectTimeout = TimeSpan.FromMilliseconds(50) }, (_, _) => new TaskCompletionSource<IPAddress[]>().Task);
        var refusal = await RefusalAsync(http, "http://nowhere.example/", cancellationToken);
        Assert.That(refusal.Failure, Is.EqualTo(GateHttpFailure.Unreachable));
        Assert.That(refusal.Message, Does.Contain("accepts no connection"));
    }

    [Test]
    public async Task Pods_are_judged_by_their_address_also_where_a_proxy_connects(CancellationToken cancellationToken)
    {
        await using var proxy = await ScriptedApiServer.StartAsync(HttpProtocols.Http1, cancellationToken);
        using var http = new GateHttp(new GateHttpOptions { PodProxy = proxy.BaseAddress });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://169.254.169.254/latest");
        var pod = new IPEndPoint(IPAddress.Parse("169.254.169.254"), 80);
        Assert.That(
            async () => await http.SendToPodAsync(request, pod, "pod x", cancellationToken),
            Throws.TypeOf<GateHttpException>().With.Property("Failure").EqualTo(GateHttpFailure.Refused));
        Assert.That(proxy.Requests, Is.Empty);
    }

    private static async Task<GateHttpException> RefusalAsync(GateHttp http, string address, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            using var answer = await http.SendToUserAsync(request, null, cancellationToken);
        }
        catch (GateHttpException e)
        {
            return e;
        }

        throw new AssertionException($"{address} answered");
    }
}
