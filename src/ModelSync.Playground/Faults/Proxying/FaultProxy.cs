using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.ControlPlane.Pki;
using ModelSync.Playground.Faults.Effects;
using ModelSync.Playground.Faults.Planning;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>
/// Stands before the API server of a control plane and does to requests, watches and connections what its plan says; with an empty plan it does nothing.
/// Clients keep their identity: tokens go through, and what a client certificate says is told to the server as its own front proxy would.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly LocalControlPlane _controlPlane;
    private readonly FaultProxyLog _log;
    private readonly TimeProvider _time;
    private readonly TokenNames _tokens;
    private readonly StaleLists _lists;
    private readonly X509Certificate2 _authority;
    private readonly ServerCertificates _certificates;
    private readonly Upstream _upstream;
    private readonly Forwarder _forwarder;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConnectionGate _gate;
    private readonly ProxyServer _server;
    private int _disposed;

    private FaultProxy(LocalControlPlane controlPlane, FaultProxyOptions options, FaultLog log)
    {
        _controlPlane = controlPlane;
        _time = options.Time;
        _log = new FaultProxyLog(options.LoggerFactory.CreateLogger(typeof(FaultProxy).FullName!));
        Plan = new FaultPlan(options.Seed ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), log, options.Time);
        _lists = new StaleLists(Plan);
        var pki = controlPlane.Pki;
        _tokens = new TokenNames([pki.AdminToken, .. controlPlane.Users]);
        _authority = X509Certificate2.CreateFromPem(pki.Authority.CertificatePem);
        _certificates = new ServerCertificates(pki.Authority, options.Time);
        _upstream = new Upstream(
            _authority, X509Certificate2.CreateFromPemFile(pki.CertificateFile(ControlPlanePki.FrontProxy), pki.KeyFile(ControlPlanePki.FrontProxy)));
        _forwarder = new Forwarder(controlPlane.Url, _upstream);
        _gate = new ConnectionGate(Plan, _certificates, _authority, options.Time, _ended.Token);
        _server = new ProxyServer(_gate, ServeAsync, options);
    }

    /// <summary>The faults that are injected.</summary>
    public FaultPlan Plan { get; }

    /// <summary>Where clients connect to.</summary>
    public Uri Url => _server.Url;

    /// <summary>How many connections are open.</summary>
    public int OpenConnections => _gate.Open;

    /// <summary>How many connections were ever opened.</summary>
    public long AcceptedConnections => _gate.Accepted;

    /// <summary>A kubeconfig of the administrator by client certificate, by way of this proxy.</summary>
    public string AdminKubeconfigPath { get; private set; } = "";

    /// <summary>A kubeconfig of the administrator by bearer token, by way of this proxy.</summary>
    public string TokenKubeconfigPath { get; private set; } = "";

    /// <summary>Begins to serve on a port of 127.0.0.1. Dispose the proxy before the control plane.</summary>
    /// <exception cref="IOException">The log file is there already.</exception>
    public static async Task<FaultProxy> StartAsync(LocalControlPlane controlPlane, FaultProxyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(controlPlane);
        ArgumentNullException.ThrowIfNull(options);
        var log = options.LogFile is null ? FaultLog.InMemory(options.Time) : FaultLog.ToFile(options.LogFile, options.Time);
        var proxy = new FaultProxy(controlPlane, options, log);
        try
        {
            await proxy._server.StartAsync(cancellationToken).ConfigureAwait(false);
            proxy.AdminKubeconfigPath = proxy.WriteKubeconfig("kubernetes-admin", ["system:masters"]);
            proxy.TokenKubeconfigPath = proxy.WriteKubeconfig(controlPlane.Pki.AdminToken);
            proxy._log.Started(proxy.Url, controlPlane.Url, proxy.Plan.Seed);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Writes a kubeconfig for a user by client certificate, by way of this proxy, into the control plane's data directory; returns its path.</summary>
    public string WriteKubeconfig(string user, IReadOnlyList<string> groups) => _controlPlane.WriteKubeconfig(
        Kubeconfig.ForCertificate(Url.OriginalString, _controlPlane.CaCertificate, _controlPlane.IssueClientCertificate(user, groups)));

    /// <summary>Writes a kubeconfig for a user by token, by way of this proxy, into the control plane's data directory; returns its path.</summary>
    public string WriteKubeconfig(TokenUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return _controlPlane.WriteKubeconfig(Kubeconfig.ForToken(Url.OriginalString, _controlPlane.CaCertificate, user.Token));
    }

    /// <summary>Resets every open connection, so that clients must connect anew: faults of connections befall new ones only.</summary>
    public void ResetConnections() => _gate.ResetAll();

    /// <summary>Asks every client to open another connection (GOAWAY); what runs goes on.</summary>
    public void RetireConnections() => _gate.RetireAll();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _ended.CancelAsync().ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
        _upstream.Dispose();
        _certificates.Dispose();
        _authority.Dispose();
        await Plan.Log.DisposeAsync().ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task ServeAsync(HttpContext http)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _ended.Token);
        try
        {
            await ServeAsync(http, over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (InvalidDataException e) when (!http.Response.HasStarted)
        {
            await ErrorAnswer.WriteStatusAsync(http, ServerErrors.OwnFailure(e.Message), over.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (!http.Response.HasStarted)
        {
            // Without the proxy it is the client that would have had no connection.
            _log.BrokeOff(http.Request.Method, http.Request.Path, e.Message);
            AnswerCut.ResetConnection(http);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or HttpProtocolException)
        {
            _log.BrokeOff(http.Request.Method, http.Request.Path, e.Message);
            AnswerCut.ResetStream(http);
        }
    }

    private async Task ServeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var caller = http.Features.Get<Caller>() ?? Caller.Unknown;
        var authorization = http.Request.Headers.Authorization.ToString();
        if (caller.IsRefused && authorization.Length == 0)
        {
            await ErrorAnswer.WriteStatusAsync(http, ServerErrors.Unauthorized, cancellationToken).ConfigureAwait(false);
            return;
        }

        var target = Forwarder.TargetOf(http);
        var request = ApiRequestReader.Read(http, target, caller.User ?? _tokens.Find(authorization));
        var injections = Plan.Decide(request);
        if (injections.Count > 0)
        {
            await new FaultedExchange(http, request, caller, injections, _forwarder, _lists, _time).RunAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        using var answer = await _forwarder.AskAsync(http, target, caller, cancellationToken).ConfigureAwait(false);
        await Forwarder.AnswerAsync(http, answer, BodyPace.Full, cancellationToken).ConfigureAwait(false);
    }
}
