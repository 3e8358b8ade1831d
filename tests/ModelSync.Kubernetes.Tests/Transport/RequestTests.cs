using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
internal sealed class RequestTests
{
    private TestApiServer _server = null!;
    private TestAuthority _root = null!;

    [SetUp]
    public async Task StartServer() => (_server, _root) = await TestApiServer.StartAsync(AnswerAsync);

    [TearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [Test]
    public async Task Fixed_tokens_are_shown_and_leave_no_trace_in_the_request()
    {
        var log = new RecordingLoggerFactory();
        await using var transport = Connect(ConfigFor(_server.Address, _root, new TokenCredentialConfig { Token = "s3cret" }), log: log);

        var answer = await transport.GetAsync();

        Assert.That(_server.Requests.Single().Authorization, Is.EqualTo("Bearer s3cret"));
        Assert.That(answer.PrintedRequest + string.Join('\n', log.Messages), Does.Not.Contain("s3cret"));
    }

    [Test]
    public async Task Names_and_passwords_are_sent_in_UTF8()
    {
        await using var transport = Connect(ConfigFor(_server.Address, _root, new BasicCredentialConfig { Username = "jörg", Password = "a:b" }));

        await transport.GetAsync();

        Assert.That(_server.Requests.Single().Authorization, Is.EqualTo("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("jörg:a:b"))));
    }

    [Test]
    public async Task An_anonymous_caller_shows_nothing()
    {
        await using var transport = Connect(ConfigFor(_server.Address, _root));

        await transport.GetAsync();

        Assert.That(_server.Requests.Single().Authorization, Is.Null);
        Assert.That(_server.Requests.Single().Headers["User-Agent"], Is.EqualTo("modelsync"));
    }

    [Test]
    public async Task Impersonation_sends_what_client_go_sends()
    {
        var config = ConfigFor(_server.Address, _root) with
        {
            Impersonation = new ImpersonationConfig
            {
                UserName = "jörg",
                Uid = "42",
                Groups = ["ops", "system:authenticated"],
                Extra = new Dictionary<string, IReadOnlyList<string>> { ["example.org/100% sure"] = ["one", "two"] },
            },
        };
        await using var transport = Connect(config);
        using var own = new HttpRequestMessage(HttpMethod.Get, "own") { Headers = { { "Impersonate-User", "other" } } };

        await transport.GetAsync();
        await transport.AnswerAsync(own);

        var headers = _server.Requests.First().Headers;
        Assert.That(headers["Impersonate-User"], Is.EqualTo("jörg"));
        Assert.That(headers["Impersonate-Uid"], Is.EqualTo("42"));
        Assert.That(headers["Impersonate-Group"], Is.EqualTo("ops|system:authenticated"));
        Assert.That(headers["Impersonate-Extra-example.org%2F100%25%20sure"], Is.EqualTo("one|two"));
        Assert.That(_server.Requests.Last().Headers["Impersonate-User"], Is.EqualTo("other"));
        Assert.That(_server.Requests.Last().Headers, Does.Not.ContainKey("Impersonate-Group"));
    }

    [TestCase("HTTP/2", "ops")]
    [TestCase("HTTP/1.1", "ops", "devs")]
    public async Task Only_repeated_headers_cost_HTTP2(string protocol, params string[] groups)
    {
        await using var transport = Connect(ConfigFor(_server.Address, _root) with { Impersonation = new ImpersonationConfig { UserName = "alice", Groups = groups } });
        using var request = new HttpRequestMessage(HttpMethod.Get, "api");

        await transport.AnswerAsync(request);
        await transport.AnswerAsync(request);

        Assert.That(_server.Requests.Select(seen => seen.Protocol), Is.All.EqualTo(protocol));
        Assert.That(_server.Requests.Select(seen => seen.Headers["Impersonate-Group"]), Is.All.EqualTo(string.Join('|', groups)));
    }

    [Test]
    public void Create_impersonation_with_a_line_break_is_refused()
    {
        var config = ConfigFor(_server.Address, _root) with { Impersonation = new ImpersonationConfig { UserName = "a\r\nX-Evil: 1" } };

        Assert.That(() => Connect(config), Throws.InstanceOf<KubeConfigException>().With.Message.Contains("Impersonate-User"));
    }

    [Test]
    public async Task Redirects_are_not_followed()
    {
        await using var transport = Connect(ConfigFor(_server.Address, _root, new TokenCredentialConfig { Token = "s3cret" }));

        Assert.That((await transport.GetAsync("redirect")).Status, Is.EqualTo(302));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cookies_do_not_come_back()
    {
        await using var transport = Connect(ConfigFor(_server.Address, _root));

        await transport.GetAsync("cookie");
        await transport.GetAsync();

        Assert.That(_server.Requests.Last().Headers, Does.Not.ContainKey("Cookie"));
    }

    [Test]
    public async Task Gzip_is_unpacked_when_the_request_asks_for_it()
    {
        await using var transport = Connect(ConfigFor(_server.Address, _root));
        using var request = new HttpRequestMessage(HttpMethod.Get, "gzip") { Headers = { { "Accept-Encoding", "gzip" } } };

        Assert.That((await transport.AnswerAsync(request)).Body, Is.EqualTo("unpacked"));
    }

    [TestCase(null, false, null)]
    [TestCase("identity", false, "identity")]
    [TestCase("gzip", false, "gzip")]
    [TestCase("gzip", true, null)]
    public async Task Only_requests_that_ask_for_gzip_may_get_it(string? asked, bool disabled, string? seen)
    {
        // The platform's own decompression adds gzip to each request, watches too.
        await using var transport = Connect(ConfigFor(_server.Address, _root) with { DisableCompression = disabled });
        using var request = new HttpRequestMessage(HttpMethod.Get, "api");
        if (asked is not null)
        {
            request.Headers.Add("Accept-Encoding", asked);
        }

        await transport.AnswerAsync(request);

        Assert.That(_server.Requests.Single().Headers.GetValueOrDefault("Accept-Encoding"), Is.EqualTo(seen));
    }

    [Test]
    public async Task A_path_in_the_server_address_is_kept()
    {
        await using var transport = Connect(ConfigFor(new Uri(_server.Address, "/k8s/clusters/c-1"), _root));

        await transport.GetAsync("api/v1/pods?limit=1");

        Assert.That(transport.BaseAddress.AbsolutePath, Is.EqualTo("/k8s/clusters/c-1/"));
        Assert.That(_server.Requests.Single().Path, Is.EqualTo("/k8s/clusters/c-1/api/v1/pods?limit=1"));
    }

    [TestCase("https://other.example/api")]
    [TestCase("/elsewhere")]
    public async Task SendAsync_address_outside_the_server_is_refused(string address)
    {
        await using var transport = Connect(ConfigFor(new Uri(_server.Address, "/prefix"), _root, new TokenCredentialConfig { Token = "s3cret" }));

        Assert.ThrowsAsync<ArgumentException>(() => transport.GetAsync(address));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task Lanes_have_connections_of_their_own()
    {
        await using var transport = Connect(ConfigFor(_server.Address, _root));

        await transport.GetAsync();
        await transport.GetAsync(lane: TransportLane.Leases);
        await transport.GetAsync();

        int[] ports = [.. _server.Requests.Select(request => request.RemotePort)];
        Assert.That(ports[1], Is.Not.EqualTo(ports[0]));
        Assert.That(ports[2], Is.EqualTo(ports[0]));
    }

    [Test]
    public async Task A_server_without_HTTP2_is_spoken_to_in_HTTP1()
    {
        await using var old = await TestApiServer.StartAsync(_root.IssueServer(), protocols: Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1);
        await using var transport = Connect(ConfigFor(old.Address, _root));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(old.Requests.Single().Protocol, Is.EqualTo("HTTP/1.1"));
    }

    [Test]
    public async Task Credentials_over_plain_http_go_to_this_machine_alone()
    {
        await using var plain = await TestApiServer.StartAsync(certificate: null);
        await using var transport = Connect(ConfigFor(plain.Address, credentials: new TokenCredentialConfig { Token = "s3cret" }));

        await transport.GetAsync();

        Assert.That(plain.Requests.Single().Authorization, Is.EqualTo("Bearer s3cret"));
        Assert.That(
            () => Connect(ConfigFor(new Uri("http://cluster.example"), credentials: new TokenCredentialConfig { Token = "s3cret" })),
            Throws.InstanceOf<KubeConfigException>().With.Message.Contains("http://cluster.example").And.Message.Not.Contains("s3cret").And.Property("Problem").EqualTo(KubeConfigProblem.Insecure));
        Assert.That(() => Connect(ConfigFor(new Uri("http://cluster.example"))), Throws.Nothing);
    }

    [TestCase("ftp://a")]
    [TestCase("https://user:s3cret@a")]
    [TestCase("https://a/?q=1")]
    public void Create_server_that_is_no_plain_address_is_refused(string server) => Assert.That(
        () => Connect(ConfigFor(new Uri(server))), Throws.InstanceOf<KubeConfigException>().With.Message.Contains("server must be").And.Message.Not.Contains("s3cret"));

    [Test]
    public void Create_token_with_a_line_break_is_refused_without_quoting_it() => Assert.That(
        () => Connect(ConfigFor(_server.Address, _root, new TokenCredentialConfig { Token = "s3cret\nX: 1" })),
        Throws.InstanceOf<KubeConfigException>().With.Message.Contains("token").And.Matches<Exception>(e => !e.ToString().Contains("s3cret", StringComparison.Ordinal)));

    [Test]
    public void Create_options_out_of_range_are_refused([Values("PingDelay", "PingTimeout", "ConnectTimeout", "ConnectionLifetime", "PluginTimeout")] string name)
    {
        TransportOptions options = new();
        options = name switch
        {
            "PingDelay" => options with { PingDelay = TimeSpan.FromMilliseconds(999) },
            "PingTimeout" => options with { PingTimeout = TimeSpan.FromMilliseconds(999) },
            "ConnectTimeout" => options with { ConnectTimeout = TimeSpan.Zero },
            "ConnectionLifetime" => options with { ConnectionLifetime = TimeSpan.FromDays(2) },
            _ => options with { PluginTimeout = TimeSpan.FromSeconds(-1) },
        };

        Assert.That(() => Connect(ConfigFor(_server.Address, _root), options), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains(name));
    }

    [Test]
    public void LongestBlindTime_defaults_stay_within_thirty_seconds() => Assert.That(new TransportOptions().LongestBlindTime, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(30)));

    private static async Task AnswerAsync(HttpContext http)
    {
        switch (http.Request.Path.Value)
        {
            case "/redirect":
                http.Response.Redirect("/elsewhere");
                break;
            case "/cookie":
                http.Response.Cookies.Append("session", "1");
                break;
            case "/gzip":
                http.Response.Headers.ContentEncoding = "gzip";
                await using (var packed = new GZipStream(http.Response.Body, CompressionMode.Compress))
                {
                    await packed.WriteAsync("unpacked"u8.ToArray());
                }

                break;
            default:
                http.Response.StatusCode = (int)HttpStatusCode.OK;
                break;
        }
    }
}
