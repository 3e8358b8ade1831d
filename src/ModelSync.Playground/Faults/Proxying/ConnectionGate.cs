using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using ModelSync.Playground.Faults.Planning;
using ModelSync.Playground.Faults.Rules;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>What happens to a connection before the first request: faults, TLS, and who the caller is.</summary>
internal sealed class ConnectionGate(FaultPlan plan, ServerCertificates certificates, X509Certificate2 authority, TimeProvider time, CancellationToken ended)
{
    // Fatal, handshake_failure, in a record of TLS 1.2, whose form 1.3 has kept.
    private static readonly byte[] HandshakeFailure = [0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28];

    private readonly ConcurrentDictionary<ConnectionContext, byte> _open = new();
    private long _accepted;

    public int Open => _open.Count;

    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>Before TLS.</summary>
    public ConnectionDelegate Enter(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _accepted);
        _open[connection] = 0;
        try
        {
            switch (plan.DecideConnection()?.Fault)
            {
                case Fault.RefusedConnection refused:
                    await RefuseAsync(connection, refused.By).ConfigureAwait(false);
                    return;
                case Fault.TlsFailure:
                    await FailHandshakeAsync(connection).ConfigureAwait(false);
                    return;
                case Fault.TlsCertificate bad:
                    connection.Features.Set(certificates.Get(bad.Is));
                    break;
            }

            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(connection, out _);
        }
    };

    /// <summary>The server's side of the handshake. Any certificate of a client is let in here, as the API server does: it is judged by request.</summary>
    public SslServerAuthenticationOptions Greet(TlsHandshakeCallbackContext context) => new()
    {
        ServerCertificateContext = context.Connection.Features.Get<SslStreamCertificateContext>() ?? certificates.Good,
        ClientCertificateRequired = true,
#pragma warning disable CA5359 // A client's certificate, not a server's, and it is judged in Identify.
        RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359

        // A resumed session may come without the client's certificate.
        AllowTlsResume = false,
    };

    /// <summary>After TLS.</summary>
    public ConnectionDelegate Identify(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(Caller.Of(connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate, authority, time.GetUtcNow()));
        return next(connection);
    };

    public void ResetAll()
    {
        foreach (var connection in _open.Keys)
        {
            Reset(connection);
        }
    }

    /// <summary>Asks every client to open another connection; what runs goes on.</summary>
    public void RetireAll()
    {
        foreach (var connection in _open.Keys)
        {
            connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }

    private static void Reset(ConnectionContext connection)
    {
        connection.Features.Get<IConnectionSocketFeature>()?.Socket.Reset();
        connection.Abort();
    }

    private async Task RefuseAsync(ConnectionContext connection, ConnectionCut by)
    {
        if (by == ConnectionCut.Reset)
        {
            Reset(connection);
        }
        else if (by == ConnectionCut.Silence)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, connection.ConnectionClosed);
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = either.Token.Register(over.SetResult).ConfigureAwait(false);
            await over.Task.ConfigureAwait(false);
        }
    }

    private async Task FailHandshakeAsync(ConnectionContext connection)
    {
        // A server fails a handshake that has begun.
        var hello = await connection.Transport.Input.ReadAsync(ended).ConfigureAwait(false);
        connection.Transport.Input.AdvanceTo(hello.Buffer.End);
        await connection.Transport.Output.WriteAsync(HandshakeFailure, ended).ConfigureAwait(false);
    }
}
