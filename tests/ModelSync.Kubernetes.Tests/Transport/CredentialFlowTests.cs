using System.Collections.Concurrent;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Transport;
using ModelSync.Testing;
using Moq;
using static ModelSync.Kubernetes.Tests.Transport.TransportFixture;

namespace ModelSync.Kubernetes.Tests.Transport;

/// <summary>What a 401 does, from the server to the source of the credential and back (csharp #880).</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[UnsupportedOSPlatform("windows")]
internal sealed class CredentialFlowTests
{
    private readonly TestAuthority _root = TestAuthority.CreateRoot();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLoggerFactory _log = new();
    private readonly ConcurrentDictionary<string, bool> _accepted = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TemporaryFolder _folder = null!;
    private TestApiServer _server = null!;

    [SetUp]
    public async Task StartServer()
    {
        _folder = new TemporaryFolder();
        _server = await TestApiServer.StartAsync(_root.IssueServer(), AnswerAsync, asksForClientCertificate: true);
    }

    [TearDown]
    public async Task StopServer()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task A_refused_token_is_replaced_and_the_request_sent_again_with_its_content()
    {
        _accepted["Bearer new"] = true;
        _folder.Write("token", "old");
        await using var transport = ConnectAs(new TokenFileCredentialConfig { Path = _folder["token"] });
        await transport.GetAsync();
        _folder.Write("token", "new");
        _server.Requests.Clear();
        _bodies.Clear();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api") { Content = new StringContent("content") };

        var answer = await transport.AnswerAsync(request);

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(Shown(), Is.EqualTo(new[] { "Bearer old", "Bearer new" }));
        Assert.That(_bodies, Is.EqualTo(new[] { "content", "content" }));
        Assert.That(answer.PrintedRequest, Does.Not.Contain("Bearer"));
    }

    [Test]
    public async Task Without_another_token_the_refusal_is_the_answer()
    {
        _folder.Write("token", "old");
        await using var transport = ConnectAs(new TokenFileCredentialConfig { Path = _folder["token"] });

        var answer = await transport.GetAsync();

        Assert.That((answer.Status, answer.Body), Is.EqualTo((401, "refused")));
        Assert.That(Shown(), Is.EqualTo(new[] { "Bearer old" }));
    }

    [Test]
    public async Task A_second_refusal_is_the_answer()
    {
        await using var transport = ConnectAs(Exec(CountingScript()));

        var answer = await transport.GetAsync();

        Assert.That((answer.Status, answer.Body), Is.EqualTo((401, "refused")));
        Assert.That(Shown(), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public async Task A_hundred_requests_at_once_start_one_plugin_and_their_refusals_one_more()
    {
        _accepted["Bearer token-2"] = true;
        await using var transport = ConnectAs(Exec(CountingScript()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => transport.GetAsync()));

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
        Assert.That(_folder.Lines("runs"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_plugin_that_fails_after_a_refusal_leaves_the_refusal_as_the_answer()
    {
        await using var transport = ConnectAs(Exec(CountingScript("[ $count -eq 1 ] || { echo 'log in again' >&2; exit 1; }")));

        var answer = await transport.GetAsync();

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(_log.Messages, Has.Some.Contains("log in again"));
        Assert.That(_log.Messages, Has.None.Contains("token-1"));
    }

    [Test]
    public async Task A_plugin_that_fails_at_once_is_the_error()
    {
        await using var transport = ConnectAs(Exec(CountingScript("echo 'log in first' >&2; exit 1")));

        Assert.That(Assert.ThrowsAsync<CredentialException>(() => transport.GetAsync())!.Message, Does.Contain("log in first"));
        Assert.That(_server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_plugin_that_renews_its_certificate_gets_new_connections_and_requests_under_way_finish()
    {
        _accepted["CN=second"] = true;
        WriteAnswer("answer-1", "first");
        WriteAnswer("answer-2", "second");
        var script = _folder.WriteScript("plugin", $"echo run >> '{_folder["runs"]}'; cat \"{_folder["answer-"]}$(wc -l < '{_folder["runs"]}' | tr -d ' ')\"");
        await using var transport = ConnectAs(Exec(script));
        using var watch = new HttpRequestMessage(HttpMethod.Get, "watch");
        using var watching = await transport.SendAsync(watch, TransportLane.Data, CancellationToken.None);
        using var reader = new StreamReader(await watching.Content.ReadAsStreamAsync());
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("first line"));

        Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        using var end = new HttpRequestMessage(HttpMethod.Get, "end");
        await transport.AnswerAsync(end);

        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("last line"));
        Assert.That(_server.Requests.Select(request => request.ClientSubject), Is.EqualTo(new[] { "CN=first", "CN=first", "CN=second", "CN=second" }));
        Assert.That(_folder.Lines("runs"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_late_user_of_an_old_certificate_does_not_bring_it_back()
    {
        var time = new ManualTimeProvider();
        var handlers = new HandlerFactory(new TransportOptions(), proxy: null, policy: null, TimeProvider.System);
        using var sets = new ConnectionSets(TlsSources.Trust(TlsConfig.SystemTrust, time, _log), identity: null, handlers, _log);
        var old = Credential.Certificate(Identity("old"));
        var renewed = Credential.Certificate(Identity("new"));
        var first = await sets.EnterAsync(renewed, CancellationToken.None);

        var late = await sets.EnterAsync(old, CancellationToken.None);

        Assert.That(late, Is.SameAs(first));
        Assert.That(late.Identity?.Subject, Is.EqualTo("CN=new"));
        late.Leave();
        first.Leave();
    }

    [Test]
    public async Task A_source_of_ones_own_is_asked_told_and_disposed()
    {
        _accepted["Bearer fresh"] = true;
        var stale = Credential.Bearer("stale");
        var source = new Mock<ICredentialSource>(MockBehavior.Strict);
        source.SetupSequence(s => s.GetAsync(It.IsAny<CancellationToken>())).ReturnsAsync(stale).ReturnsAsync(Credential.Bearer("fresh"));
        source.Setup(s => s.Invalidate(stale));
        source.Setup(s => s.DisposeAsync()).Returns(ValueTask.CompletedTask);

        await using (var transport = ClusterTransport.Create(ConfigFor(_server.Address, _root), new TransportOptions(), source.Object, _time, _log))
        {
            Assert.That((await transport.GetAsync()).Status, Is.EqualTo(200));
        }

        source.VerifyAll();
    }

    [Test]
    public void Create_source_of_ones_own_over_plain_http_is_refused() => Assert.That(
        () => ClusterTransport.Create(ConfigFor(new Uri("http://cluster.example")), new TransportOptions(), new StaticCredentials(Credential.Bearer("s3cret")), _time, _log),
        Throws.InstanceOf<KubeConfigException>().With.Property("Problem").EqualTo(KubeConfigProblem.Insecure));

    private static ExecCredentialConfig Exec(string command) => new() { ApiVersion = "client.authentication.k8s.io/v1", Command = command };

    /// <summary>Prints token-1, token-2 and so on, and leaves a line for each run.</summary>
    private string CountingScript(string then = ":") => _folder.WriteScript(
        "plugin",
        $$$"""
        echo run >> '{{{_folder["runs"]}}}'
        count=$(wc -l < '{{{_folder["runs"]}}}' | tr -d ' ')
        {{{then}}}
        printf '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"token-%s"}}' $count
        """);

    private ClusterTransport ConnectAs(CredentialConfig credentials) => Connect(ConfigFor(_server.Address, _root, credentials), time: _time, log: _log);

    private IEnumerable<string?> Shown() => _server.Requests.Select(request => request.Authorization);

    private ClientIdentity Identity(string name) => new(_root.IssueClient(name), []);

    private void WriteAnswer(string file, string name)
    {
        using var client = _root.IssueClient(name);
        var certificate = JsonEncodedText.Encode(client.ExportCertificatePem()).ToString();
        var key = JsonEncodedText.Encode(client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()).ToString();
        _folder.Write(file, $$$"""{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientCertificateData":"{{{certificate}}}","clientKeyData":"{{{key}}}"}}""");
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        _bodies.Enqueue(await reader.ReadToEndAsync());
        switch (http.Request.Path.Value)
        {
            case "/watch":
                await http.Response.WriteAsync("first line\n");
                await http.Response.Body.FlushAsync();
                await _end.Task;
                await http.Response.WriteAsync("last line\n");
                return;
            case "/end":
                _end.SetResult();
                return;
        }

        var shown = http.Request.Headers.Authorization.ToString() is { Length: > 0 } header ? header : http.Connection.ClientCertificate?.Subject ?? "";
        if (!_accepted.ContainsKey(shown))
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsync("refused");
        }
    }
}
