using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ConnectionReplacementTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TestAuthority _root = TestAuthority.CreateRoot();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLoggerFactory _log = new();
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_changed_authority_file_is_read_within_a_minute_and_not_before()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer());
        await using var transport = Connect(WithAuthorityFile(server, TestAuthority.CreateRoot("old").Pem), time: _time, log: _log);
        Assert.ThrowsAsync<HttpRequestException>(() => transport.GetAsync());

        _folder.Write("ca.crt", _root.Pem);
        _time.Advance(Minute - TimeSpan.FromSeconds(1));
        Assert.ThrowsAsync<HttpRequestException>(() => transport.GetAsync());
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_authority_file_that_becomes_unusable_leaves_the_old_one_in_use()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer());
        await using var transport = Connect(WithAuthorityFile(server, _root.Pem), time: _time, log: _log);
        await transport.GetAsync();

        _folder.Write("ca.crt", "half a fi");
        _time.Advance(Minute);
        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        File.Delete(_folder["ca.crt"]);
        _time.Advance(Minute);
        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));

        Assert.That(_log.Messages.Count(message => message.Contains("the last good content stays in use", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(server.Requests.Select(request => request.Connection).Distinct().Count(), Is.EqualTo(1), "nothing changed, so the connection stays");
    }

    [Test]
    public async Task A_renewed_client_certificate_gets_new_connections_and_requests_under_way_finish()
    {
        var release = new TaskCompletionSource();
        await using var server = await TestApiServer.StartAsync(_root.IssueServer(), http => StreamAsync(http, release.Task), asksForClientCertificate: true);
        WriteClient("old");
        await using var transport = Connect(WithClientFiles(server), time: _time, log: _log);
        using var watch = new HttpRequestMessage(HttpMethod.Get, "watch");
        using var watching = await transport.SendAsync(watch, TransportLane.Data, CancellationToken.None);
        await using var stream = await watching.Content.ReadAsStreamAsync();
        using var reader = new StreamReader(stream);
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("first"));

        WriteClient("new");
        _time.Advance(Minute);
        await transport.GetAsync();
        release.SetResult();

        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("last"));
        Assert.That(server.Requests.Select(request => request.ClientSubject), Is.EqualTo(new[] { "CN=old", "CN=new" }));
    }

    [Test]
    public async Task Replaced_connections_close_when_their_last_answer_is_let_go()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer());
        var set = new ConnectionSet(ServerTrust.Only([_root.Certificate]), identity: null, new HandlerFactory(new TransportOptions(), proxy: null, policy: null, TimeProvider.System));
        set.Enter();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address);
        var response = await set.SendAsync(request, TransportLane.Data, CancellationToken.None);
        response.Content = new ApiResponseContent(response.Content, set);

        set.Dispose();
        Assert.That(set.IsClosed, Is.False);
        Assert.That(set.Enter, Throws.InstanceOf<ObjectDisposedException>());
        response.Dispose();
        response.Dispose();

        Assert.That(set.IsClosed, Is.True);
    }

    [Test]
    public async Task A_refused_client_certificate_is_read_again_at_once()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer(), RefuseOld, asksForClientCertificate: true);
        WriteClient("old");
        await using var transport = Connect(WithClientFiles(server), time: _time, log: _log);
        WriteClient("new");

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        Assert.That(server.Requests.Select(request => request.ClientSubject), Is.EqualTo(new[] { "CN=old", "CN=new" }));
    }

    [Test]
    public async Task SendAsync_disposed_transport_is_refused()
    {
        await using var server = await TestApiServer.StartAsync(_root.IssueServer());
        var transport = Connect(ConfigFor(server.Address, _root));
        await transport.GetAsync();

        await transport.DisposeAsync();

        Assert.ThrowsAsync<ObjectDisposedException>(() => transport.GetAsync());
    }

    private static Task RefuseOld(HttpContext http)
    {
        http.Response.StatusCode = http.Connection.ClientCertificate?.Subject == "CN=old" ? 401 : 200;
        return Task.CompletedTask;
    }

    private static async Task StreamAsync(HttpContext http, Task release)
    {
        if (http.Request.Path == "/watch")
        {
            await http.Response.WriteAsync("first\n");
            await http.Response.Body.FlushAsync();
            await release;
            await http.Response.WriteAsync("last\n");
        }
    }

    private void WriteClient(string name)
    {
        var client = _root.IssueClient(name);
        _folder.Write("tls.crt", client.ExportCertificatePem());
        _folder.Write("tls.key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private ClusterConfig WithAuthorityFile(TestApiServer server, string pem) =>
        ConfigFor(server.Address) with { Tls = new TlsConfig { CertificateAuthority = PemSource.File(_folder.Write("ca.crt", pem)) } };

    private ClusterConfig WithClientFiles(TestApiServer server) => ConfigFor(
        server.Address, _root, new CertificateCredentialConfig { ClientCertificate = new ClientCertificateConfig(PemSource.File(_folder["tls.crt"]), PemSource.File(_folder["tls.key"])) });
}
