using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ModelSync.Testing;

namespace ModelSync.Registries.Tests;

/// <summary>The real registry of Debian's package docker-registry, on loopback and with a password; its disposal leaves nothing.</summary>
internal sealed class DockerRegistry : IAsyncDisposable
{
    public const string User = "robot";
    public const string Password = "secret";

    // bcrypt of the password.
    private const string Users = "robot:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly HttpClient _http;

    private DockerRegistry(Process process, TemporaryFolder folder, string host)
    {
        (_process, _folder, Host) = (process, folder, host);
        _http = new HttpClient { BaseAddress = new Uri($"http://{host}") };
        var password = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", password);
    }

    public string Host { get; }

    public static async Task<DockerRegistry> StartAsync(CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        var host = $"127.0.0.1:{FreePort()}";
        var users = folder.Write("users", Users);
        var config = folder.Write("config.yml", Config(host, folder.Root, users));
        var registry = new DockerRegistry(Start(config), folder, host);
        while (!await registry.AnswersAsync(cancellationToken))
        {
            Assert.That(registry._process.HasExited, Is.False, "docker-registry has ended by itself");
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return registry;
    }

    /// <summary>Pushes an artifact of one layer and returns the digest that the registry gives it.</summary>
    public async Task<string> PushAsync(string repository, string tag, string content, string type, CancellationToken cancellationToken)
    {
        var layer = await UploadAsync(repository, content, cancellationToken);
        var empty = await UploadAsync(repository, "{}", cancellationToken);
        var manifest = $$"""
            {"schemaVersion":2,"mediaType":"{{type}}","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{{empty}}","size":2},
            "layers":[{"mediaType":"application/octet-stream","digest":"{{layer}}","size":{{Encoding.UTF8.GetByteCount(content)}}}]}
            """;
        return await PutAsync(repository, tag, manifest, type, cancellationToken);
    }

    /// <summary>Puts a manifest or index as it is.</summary>
    public async Task<string> PutAsync(string repository, string tag, string manifest, string type, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(manifest));
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var answer = await _http.PutAsync(new Uri($"/v2/{repository}/manifests/{tag}", UriKind.Relative), body, cancellationToken);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Created), await answer.Content.ReadAsStringAsync(cancellationToken));
        return answer.Headers.GetValues("Docker-Content-Digest").Single();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder.Dispose();
    }

    private static Process Start(string config)
    {
        var start = new ProcessStartInfo("docker-registry", ["serve", config])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("docker-registry is missing: run build/bootstrap.sh, or apt-get install docker-registry", e);
        }
    }

    private static string Config(string host, string folder, string users) => $$"""
        version: 0.1
        log: {level: error}
        storage:
          filesystem: {rootdirectory: "{{folder}}/data"}
        http: {addr: "{{host}}"}
        auth:
          htpasswd: {realm: registry, path: "{{users}}"}
        """;

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/v2/", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<string> UploadAsync(string repository, string content, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var digest = ModelSync.Api.Digests.ContentDigest.Of(bytes);
        using var begun = await _http.PostAsync(new Uri($"/v2/{repository}/blobs/uploads/", UriKind.Relative), content: null, cancellationToken);
        Assert.That(begun.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        var place = new Uri(_http.BaseAddress!, begun.Headers.Location!);
        using var body = new ByteArrayContent(bytes);
        var whole = new Uri($"{place}{(place.Query.Length > 0 ? "&" : "?")}digest={Uri.EscapeDataString(digest)}");
        using var done = await _http.PutAsync(whole, body, cancellationToken);
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        return digest;
    }
}
