using System.Text;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
internal sealed class ProxyTests
{
    private static readonly Uri Server = new("https://cluster.example:6443");

    private readonly TestAuthority _root = TestAuthority.CreateRoot();
    private TestApiServer _server = null!;

    [SetUp]
    public async Task StartServer() => _server = await TestApiServer.StartAsync(_root.IssueServer(["cluster.example", "inner.example"]));

    [TearDown]
    public async Task StopServer() => await _server.DisposeAsync();

    [TestCase("http")]
    [TestCase("socks5")]
    public async Task Requests_go_through_the_proxy_with_TLS_to_the_server(string scheme)
    {
        await using var proxy = new TestProxy(_server.Address.Port);
        await using var transport = Connect(ConfigFor(Server, _root) with { ProxyUrl = new Uri($"{scheme}://127.0.0.1:{proxy.Port}") });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(proxy.Targets.Single(), Is.EqualTo("cluster.example:6443"));
        Assert.That(_server.Requests.Single().Protocol, Is.EqualTo("HTTP/2"));
        Assert.That(_server.Handshakes.Single().ServerName, Is.EqualTo("cluster.example"));
    }

    [Test]
    public async Task The_way_to_the_proxy_may_be_TLS_too()
    {
        await using var proxy = new TestProxy(_server.Address.Port, certificate: _root.IssueServer());
        await using var transport = Connect(ConfigFor(Server, _root) with { ProxyUrl = new Uri($"https://127.0.0.1:{proxy.Port}") });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(proxy.Targets.Single(), Is.EqualTo("cluster.example:6443"));
    }

    [Test]
    public async Task Through_a_proxy_the_server_name_of_the_configuration_counts_too()
    {
        await using var proxy = new TestProxy(_server.Address.Port);
        var config = ConfigFor(new Uri("https://10.1.2.3"), _root) with { ProxyUrl = new Uri($"http://127.0.0.1:{proxy.Port}") };
        await using var transport = Connect(config with { Tls = config.Tls with { ServerName = "inner.example" } });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(proxy.Targets.Single(), Is.EqualTo("10.1.2.3:443"));
        Assert.That(_server.Handshakes.Single().ServerName, Is.EqualTo("inner.example"));
    }

    [Test]
    public async Task A_proxy_that_asks_gets_the_name_and_password_of_its_address()
    {
        await using var proxy = new TestProxy(_server.Address.Port, Convert.ToBase64String(Encoding.UTF8.GetBytes("me:p@ss")));
        await using var transport = Connect(ConfigFor(Server, _root) with { ProxyUrl = new Uri($"http://me:p%40ss@127.0.0.1:{proxy.Port}") });

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(_server.Requests.Single().Headers, Does.Not.ContainKey("Proxy-Authorization"));
    }

    [TestCase(true, "403")]
    [TestCase(false, "407")]
    public async Task A_proxy_that_refuses_is_named_without_its_password(bool refuses, string status)
    {
        await using var proxy = new TestProxy(_server.Address.Port, password: "another", refuses: refuses);
        await using var transport = Connect(ConfigFor(Server, _root) with { ProxyUrl = new Uri($"http://me:s3cret@127.0.0.1:{proxy.Port}") });

        var error = Assert.ThrowsAsync<HttpRequestException>(() => transport.GetAsync())!;

        Assert.That(error.ToString(), Does.Contain(status).And.Contain($"127.0.0.1:{proxy.Port}").And.Not.Contain("s3cret"));
    }

    [Test]
    public void Create_proxy_of_another_kind_is_refused() => Assert.That(
        () => Connect(ConfigFor(Server, _root) with { ProxyUrl = new Uri("ftp://user:s3cret@proxy.example") }),
        Throws.InstanceOf<KubeConfigException>().With.Message.Contains("proxy-url").And.Message.Contains("'ftp'").And.Message.Not.Contains("s3cret"));
}
