using System.Buffers;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>Copies a stream and lets every piece go on at once: an event stream is of no use in a buffer.</summary>
internal static class StreamCopy
{
    private const int BufferSize = 16 * 1024;

    public static async Task RunAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                await to.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
