using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ModelSync.Playground.Faults.Proxying;

/// <summary>Carries bytes both ways once a connection speaks another protocol.</summary>
internal static class UpgradeRelay
{
    public static async Task RunAsync(HttpContext http, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers.Upgrade = answer.Headers.Upgrade.ToString();
        var client = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync().ConfigureAwait(false);
        await using var ofClient = client.ConfigureAwait(false);
        var server = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var ofServer = server.ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(CopyAsync(client, server, over), CopyAsync(server, client, over)).ConfigureAwait(false);
    }

    // These protocols say their own goodbye: when one side is done, the other is told by its closed connection.
    private static async Task CopyAsync(Stream from, Stream to, CancellationTokenSource over)
    {
        try
        {
            await from.CopyToAsync(to, over.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone.
        }

        await over.CancelAsync().ConfigureAwait(false);
    }
}
