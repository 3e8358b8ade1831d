using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using ModelSync.Testing;

namespace ModelSync.Kubernetes.Tests.Transport;

/// <summary>An HTTPS (or HTTP) server on loopback that remembers what it saw.</summary>
internal sealed class TestApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestApiServer(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    public Uri Address { get; }

    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    public ConcurrentQueue<SeenHandshake> Handshakes { get; } = new();

    /// <summary>Starts a server with the given certificate; without one it speaks plain HTTP.</summary>
    public static async Task<TestApiServer> StartAsync(
        X509Certificate2? certificate, RequestDelegate? answer = null, X509Certificate2Collection? chain = null, bool asksForClientCertificate = false, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        TestApiServer? self = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = certificate is null ? HttpProtocols.Http1 : protocols;
            if (certificate is not null)
            {
                var context = SslStreamCertificateContext.Create(certificate, chain, offline: true);
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = hello => ValueTask.FromResult(self!.Greet(hello.ClientHelloInfo.ServerName, context, asksForClientCertificate)) });
            }
        }));
        var app = builder.Build();
        app.Run(async http =>
        {
            self!.Requests.Enqueue(SeenRequest.From(http));
            if (answer is not null)
            {
                await answer(http);
            }
        });
        await app.StartAsync();
        self = new TestApiServer(app, new Uri(app.Urls.Single()));
        return self;
    }

    /// <summary>The usual pair: a server under a root of its own.</summary>
    public static async Task<(TestApiServer Server, TestAuthority Root)> StartAsync(RequestDelegate? answer = null)
    {
        var root = TestAuthority.CreateRoot();
        return (await StartAsync(root.IssueServer(), answer), root);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private SslServerAuthenticationOptions Greet(string? serverName, SslStreamCertificateContext context, bool asksForClientCertificate)
    {
        var seen = new SeenHandshake { ServerName = serverName };
        Handshakes.Enqueue(seen);
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = context,
            ClientCertificateRequired = asksForClientCertificate,
            RemoteCertificateValidationCallback = (_, certificate, clientChain, _) =>
            {
                seen.ClientSubject = certificate?.Subject;
                seen.SentIntermediates = [.. clientChain?.ChainPolicy.ExtraStore.Select(sent => sent.Subject) ?? []];
                return true;
            },
        };
    }

    internal sealed record SeenHandshake
    {
        public string? ServerName { get; init; }

        public string? ClientSubject { get; set; }

        public IReadOnlyList<string> SentIntermediates { get; set; } = [];
    }

    internal sealed record SeenRequest(string Method, string Path, string Protocol, string Connection, int RemotePort, string? ClientSubject, IReadOnlyDictionary<string, string> Headers)
    {
        public string? Authorization => Headers.GetValueOrDefault("Authorization");

        public static SeenRequest From(HttpContext http) => new(
            http.Request.Method,
            http.Request.Path + http.Request.QueryString,
            http.Request.Protocol,
            http.Connection.Id,
            http.Connection.RemotePort,
            http.Connection.ClientCertificate?.Subject,
            http.Request.Headers.ToDictionary(header => header.Key, header => string.Join("|", header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase));
    }
}
