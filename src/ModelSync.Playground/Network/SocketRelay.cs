using System.Buffers;
using System.Net.Sockets;

namespace ModelSync.Playground.Network;

/// <summary>Carries bytes between two sockets until both sides are done or one breaks.</summary>
internal static class SocketRelay
{
    private const int BufferSize = 16 * 1024;

    /// <summary>True where both sides came to an end in good order, false where one broke or the token was cancelled.</summary>
    public static async Task<bool> RunAsync(Socket left, Socket right, CancellationToken cancellationToken)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(CopyAsync(left, right, broken), CopyAsync(right, left, broken)).ConfigureAwait(false);
        return !broken.IsCancellationRequested;
    }

    /// <summary>Carries bytes one way and passes their end on: true then; cancels <paramref name="broken"/> when a side breaks.</summary>
    public static async Task<bool> CopyAsync(Socket from, Socket to, CancellationTokenSource broken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer.AsMemory(0, BufferSize), broken.Token).ConfigureAwait(false)) > 0)
            {
                await to.SendAllAsync(buffer.AsMemory(0, read), broken.Token).ConfigureAwait(false);
            }

            // One side has nothing more to say but may still listen.
            to.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            await broken.CancelAsync().ConfigureAwait(false);
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
