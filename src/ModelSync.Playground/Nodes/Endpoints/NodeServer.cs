using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.Hosting;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>One HTTPS server on free ports of 127.0.0.1, with a certificate of an authority of its own.</summary>
internal sealed class NodeServer : IAsyncDisposable
{
    private const int MostConnections = 4096;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;

    private NodeServer(WebApplication app, IReadOnlyList<IPEndPoint> endPoints, X509Certificate2 certificate, string authorityPem, TimeProvider time) =>
        (_app, EndPoints, _certificate, AuthorityPem, _time) = (app, endPoints, certificate, authorityPem, time);

    public IReadOnlyList<IPEndPoint> EndPoints { get; }

    public string AuthorityPem { get; }

    /// <summary>Serves the handler on so many ports; with <paramref name="asksForCertificate"/> clients may show theirs, and the handler judges it.</summary>
    public static async Task<NodeServer> StartAsync(
        string name, int ports, bool asksForCertificate, RequestDelegate handler, TimeProvider time, CancellationToken cancellationToken)
    {
        using var authority = CertificateAuthority.Create($"{name}-authority", time);
        var issued = authority.IssueServer(name, ["localhost"], [IPAddress.Loopback]);
        var certificate = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.PrivateKeyPem);
        WebApplication? app = null;
        try
        {
            var listening = new List<ListenOptions>(ports);
            app = Build(certificate, ports, asksForCertificate, listening.Add);
            app.Run(handler);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new NodeServer(app, [.. listening.Select(listen => listen.IPEndPoint!)], certificate, authority.CertificatePem, time);
        }
        catch
        {
            if (app is not null)
            {
                await app.DisposeAsync().ConfigureAwait(false);
            }

            certificate.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Followed logs would hold it for ever.
        using var deadline = new CancellationTokenSource(StopTimeout, _time);
        try
        {
            await _app.StopAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Those who still read are cut off.
        }

        await _app.DisposeAsync().ConfigureAwait(false);
        _certificate.Dispose();
    }

    private static WebApplication Build(X509Certificate2 certificate, int ports, bool asksForCertificate, Action<ListenOptions> listening)
    {
        var https = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificate,
            ClientCertificateMode = asksForCertificate ? ClientCertificateMode.AllowCertificate : ClientCertificateMode.NoCertificate,

            // The handler judges, because it can say why it lets somebody not in.
            ClientCertificateValidation = static (_, _, _) => true,
        };

        // The empty builder reads neither files nor environment variables: nothing can open further ports, and nothing takes Ctrl-C away from us.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime>(NoLifetime.Instance);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            for (var port = 0; port < ports; port++)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.UseHttps(https);
                    listening(listen);
                });
            }
        });
        return builder.Build();
    }
}
