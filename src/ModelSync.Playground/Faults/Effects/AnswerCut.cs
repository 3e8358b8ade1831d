using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ModelSync.Playground.Faults.Rules;
using ModelSync.Playground.Network;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Ends an exchange in the ways in which networks do.</summary>
internal static class AnswerCut
{
    private const int InternalError = 2;

    public static async Task ApplyAsync(Cut cut, HttpContext http, CancellationToken cancellationToken)
    {
        switch (cut)
        {
            case Cut.Reset:
                ResetConnection(http);
                break;
            case Cut.Stream:
                ResetStream(http);
                break;
            case Cut.Close:
                CloseConnection(http);
                break;
            default:
                await SilenceAsync(http, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Resets the TCP connection, with all that runs on it.</summary>
    public static void ResetConnection(HttpContext http)
    {
        SocketOf(http)?.Reset();
        http.Abort();
    }

    /// <summary>Resets the HTTP/2 stream alone.</summary>
    public static void ResetStream(HttpContext http)
    {
        if (http.Features.Get<IHttpResetFeature>() is { } stream)
        {
            stream.Reset(InternalError);
            return;
        }

        ResetConnection(http);
    }

    /// <summary>Says nothing until the client has gone, or the proxy ends.</summary>
    public static async Task SilenceAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(gone.SetResult).ConfigureAwait(false);
        await gone.Task.ConfigureAwait(false);
        http.Abort();
    }

    // A FIN between two TLS records, without the goodbye of TLS or HTTP/2: what is left of a connection whose holder was ended.
    private static void CloseConnection(HttpContext http)
    {
        try
        {
            SocketOf(http)?.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }

        http.Abort();
    }

    private static Socket? SocketOf(HttpContext http) => http.Features.Get<IConnectionSocketFeature>()?.Socket;
}
