using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ModelSync.Api.Digests;

namespace ModelSync.Registries.Tests;

/// <summary>A registry and its token server on loopback, with every fault that a test wants.</summary>
internal sealed class FakeRegistry : IAsyncDisposable
{
    public const string User = "robot";
    public const string Password = "hunter2";

    private const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    private readonly ConcurrentDictionary<string, (byte[] Body, string Type)> _manifests = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private FakeRegistry(WebApplication app) => _app = app;

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    /// <summary>HOST:PORT.</summary>
    public string Host => new Uri(_app.Urls.Single()).Authority;

    /// <summary>Is asked first; true where it has answered.</summary>
    public Func<HttpContext, Task<bool>>? Before { get; set; }

    /// <summary>What WWW-Authenticate says to those who are not known; null: everybody may read.</summary>
    public string? Challenge { get; set; }

    /// <summary>Whether a token or password lets its bearer read.</summary>
    public Func<string, bool> Accepts { get; set; } = static authorization => authorization is "Bearer good";

    /// <summary>What the token server gives.</summary>
    public string TokenAnswer { get; set; } = "{\"token\":\"good\",\"expires_in\":300}";

    /// <summary>What Docker-Content-Digest says; null: nothing.</summary>
    public Func<string, string?> DigestHeader { get; set; } = static digest => digest;

    public string BearerChallenge => $"Bearer realm=\"http://{Host}/token\",service=\"fake\"";

    public int ManifestRequests => Requests.Count(request => request.Path.StartsWith("/v2/", StringComparison.Ordinal));

    public static async Task<FakeRegistry> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var app = builder.Build();
        var registry = new FakeRegistry(app);
        app.Run(registry.AnswerAsync);
        await app.StartAsync();
        return registry;
    }

    /// <summary>Stores a manifest under a tag and its digest, which is returned.</summary>
    public string Push(string repository, string tag, string body = "{\"layers\":[{\"size\":7}]}", string type = OciManifest)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var digest = ContentDigest.Of(bytes);
        _manifests[$"/v2/{repository}/manifests/{tag}"] = (bytes, type);
        _manifests[$"/v2/{repository}/manifests/{digest}"] = (bytes, type);
        return digest;
    }

    public void Delete(string repository, string tag) => _manifests.TryRemove($"/v2/{repository}/manifests/{tag}", out _);

    public ImageReference Reference(string rest) =>
        ImageReference.TryParse($"{Host}/{rest}", out var reference, out var error) ? reference : throw new FormatException(error);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var authorization = http.Request.Headers.Authorization.ToString();
        var body = http.Request.Method is "POST" ? await new StreamReader(http.Request.Body).ReadToEndAsync(http.RequestAborted) : string.Empty;
        Requests.Enqueue(new FakeRequest(http.Request.Method, path, http.Request.QueryString.Value!, authorization, body));
        if (Before is { } before && await before(http))
        {
            return;
        }

        if (path is "/token")
        {
            await http.Response.WriteAsync(TokenAnswer, http.RequestAborted);
        }
        else if (Challenge is { } challenge && !Accepts(authorization))
        {
            http.Response.StatusCode = 401;
            http.Response.Headers.WWWAuthenticate = challenge;
            await http.Response.WriteAsync("{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"hunter2 must not be shown\"}]}", http.RequestAborted);
        }
        else
        {
            await AnswerAsync(http, path);
        }
    }

    private async Task AnswerAsync(HttpContext http, string path)
    {
        if (!_manifests.TryGetValue(path, out var manifest))
        {
            http.Response.StatusCode = 404;
            if (http.Request.Method is not "HEAD")
            {
                await http.Response.WriteAsync("{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"secret text\"}]}", http.RequestAborted);
            }

            return;
        }

        http.Response.ContentType = manifest.Type;
        if (DigestHeader(ContentDigest.Of(manifest.Body)) is { } digest)
        {
            http.Response.Headers["Docker-Content-Digest"] = digest;
        }

        http.Response.ContentLength = manifest.Body.Length;
        if (http.Request.Method is not "HEAD")
        {
            await http.Response.Body.WriteAsync(manifest.Body, http.RequestAborted);
        }
    }
}
