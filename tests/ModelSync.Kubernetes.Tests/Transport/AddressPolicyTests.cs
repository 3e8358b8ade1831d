using System.Net;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

/// <summary>What a name resolves to is judged when the connection is made: a stranger's kubeconfig may name anything.</summary>
[TestFixture]
internal sealed class AddressPolicyTests
{
    private readonly TestAuthority _root = TestAuthority.CreateRoot();

    [TestCase("localhost")]
    [TestCase("127.0.0.1")]
    public async Task A_name_or_address_that_leads_to_our_own_machine_is_not_connected_to(string host)
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer(["localhost", "127.0.0.1"]));
        await using var transport = Connect(Config(server, host, new AddressPolicy()));

        var error = Assert.ThrowsAsync<HttpRequestException>(async () => await transport.GetAsync())!;

        Assert.That(error.ToString(), Does.Contain($"{host} resolves to").And.Contain("127.0.0.1"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task What_the_policy_allows_is_connected_to()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer(["localhost", "127.0.0.1"]));
        await using var transport = Connect(Config(server, "localhost", new AddressPolicy(AllowLoopback: true)));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [TestCase("127.0.0.1", false)]
    [TestCase("::1", false)]
    [TestCase("::ffff:127.0.0.1", false)]
    [TestCase("169.254.169.254", false)]
    [TestCase("fd00:ec2::254", false)]
    [TestCase("64:ff9b::a9fe:a9fe", false)]
    [TestCase("255.255.255.255", false)]
    [TestCase("10.0.0.1", true)]
    [TestCase("203.0.113.7", true)]
    public void Addresses_are_judged_in_every_disguise(string address, bool allowed) =>
        Assert.That(new AddressPolicy().Allows(IPAddress.Parse(address)), Is.EqualTo(allowed));

    [Test]
    public void A_kubeconfig_from_a_stranger_comes_with_a_policy()
    {
        const string Kubeconfig = """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {server: "https://looks-harmless.example"}}]
            users: [{name: u, user: {token: t}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x
            """;

        Assert.That(StrictKubeConfig.Parse(Kubeconfig).Addresses, Is.EqualTo(new AddressPolicy()));
        Assert.That(StrictKubeConfig.Parse(Kubeconfig, new StrictKubeConfigOptions { AllowLoopback = true }).Addresses, Is.EqualTo(new AddressPolicy(AllowLoopback: true)));
        Assert.That(KubeConfig.Parse(Kubeconfig).ToClusterConfig().Addresses, Is.Null);
    }

    private ClusterConfig Config(TestApiServer server, string host, AddressPolicy policy) =>
        ConfigFor(new UriBuilder(server.Address) { Host = host }.Uri, _root) with { Addresses = policy };
}
