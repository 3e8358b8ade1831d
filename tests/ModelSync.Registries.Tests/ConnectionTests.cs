using System.Net;
using System.Net.Sockets;
using ModelSync.Kubernetes.Config;
using ModelSync.Testing;

namespace ModelSync.Registries.Tests;

/// <summary>Where the operator connects to for users, and where it does not.</summary>
public sealed class ConnectionTests : RegistryTest
{
    [Test]
    public async Task This_machine_is_not_connected_to()
    {
        Registry.Push("a", "1");

        var failure = Failure(
            await Client(options => options with { Addresses = new AddressPolicy() }).ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct),
            RegistryProblem.RegistryAddressRefused);

        Assert.That(failure.Message, Does.Contain("127.0.0.1").And.Contain("name a registry that other machines reach"));
        Assert.That(Registry.Requests, Is.Empty);
    }

    [TestCase("169.254.169.254/latest/meta-data")]
    [TestCase("168.63.129.16/a")]
    [TestCase("0.0.0.0:5000/a")]
    public async Task Metadata_services_are_not_connected_to(string text)
    {
        Assert.That(ImageReference.TryParse(text, out var reference, out _), Is.True);

        var result = await Client(options => options with { Addresses = new AddressPolicy() }).ResolveAsync(reference!, null, Keyring(), Ct);

        Failure(result, RegistryProblem.RegistryAddressRefused);
    }

    [Test]
    public async Task The_api_server_is_not_connected_to_by_whatever_name()
    {
        var port = int.Parse(Registry.Host.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
        var client = Client(options => options with
        {
            IsForbidden = (address, _) => ValueTask.FromResult(address.Port == port),
            PlainHttp = new HashSet<string>(StringComparer.Ordinal) { $"localhost:{port}" },
        });
        Assert.That(ImageReference.TryParse($"localhost:{port}/a", out var reference, out _), Is.True);

        Failure(await client.ResolveAsync(reference!, null, Keyring(), Ct), RegistryProblem.RegistryAddressRefused);
        Assert.That(Registry.Requests, Is.Empty);
    }

    [Test]
    public async Task A_redirect_or_a_token_server_leads_to_no_other_place_than_a_reference_could()
    {
        Registry.Challenge = "Bearer realm=\"https://169.254.169.254/token\"";

        Failure(await Client().ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryAddressRefused);
    }

    [Test]
    public async Task A_registry_that_is_not_named_is_asked_over_tls_alone()
    {
        Registry.Push("a", "1");

        var client = Client(options => options with { PlainHttp = new HashSet<string>(StringComparer.Ordinal) });

        Failure(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryNotTrusted);
        Assert.That(Registry.Requests, Is.Empty);
    }

    [Test]
    public async Task A_connection_that_does_not_open_in_time_is_given_up()
    {
        var client = Client(options => options with { ConnectTimeout = TimeSpan.FromTicks(1), Retries = 0 });

        var failure = Failure(await client.ResolveAsync(Registry.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryUnreachable);

        Assert.That(failure.Message, Does.Contain("did not answer in time"));
    }

    [Test]
    public async Task A_certificate_of_nobody_we_know_is_not_trusted()
    {
        using var certificate = TestAuthority.CreateRoot().IssueServer();
        await using var secure = await FakeRegistry.StartAsync(certificate);
        secure.Push("a", "1");

        var failure = Failure(await Client().ResolveAsync(secure.Reference("a:1"), null, Keyring(), Ct), RegistryProblem.RegistryNotTrusted);

        Assert.That(failure.Message, Does.Contain("TLS").And.Contain("certificate"));
        Assert.That(failure.IsTransient, Is.False);
        Assert.That(secure.Requests, Is.Empty);
    }

    [Test]
    public async Task A_registry_that_is_down_is_told_of_and_left_alone_for_a_while()
    {
        var time = new ManualTimeProvider();
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound and not listening: nobody else gets the port, and connections are refused
        var host = closed.LocalEndPoint!.ToString()!;
        var named = new HashSet<string>(StringComparer.Ordinal) { host };
        var client = Client(options => options with { PlainHttp = named, Retries = 0, UnreachablePause = TimeSpan.FromSeconds(10) }, time);
        Assert.That(ImageReference.TryParse($"{host}/a:1", out var first, out _), Is.True);
        Assert.That(ImageReference.TryParse($"{host}/b:2", out var second, out _), Is.True);

        var failure = Failure(await client.ResolveAsync(first!, null, Keyring(host), Ct), RegistryProblem.RegistryUnreachable);
        Assert.That(failure.Message, Does.Contain("connection refused"));
        closed.Listen();
        var same = Failure(await client.ResolveAsync(second!, null, Keyring(host), Ct), RegistryProblem.RegistryUnreachable);

        Assert.That(same.Message, Does.Contain("b:2").And.Contain("connection refused"), "it was not asked, and the answer is the same");
        Assert.That(closed.Poll(0, SelectMode.SelectRead), Is.False);
    }
}
