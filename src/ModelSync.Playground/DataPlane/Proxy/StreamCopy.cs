using System.Buffers;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>
/// Copies a stream, and lets go of what it has whenever there is nothing more to read at once: an event is of no use in a buffer, and two
/// writes where one would do cost as much as all the rest.
/// </summary>
internal static class StreamCopy
{
    private const int BufferSize = 16 * 1024;

    public static async Task RunAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var reading = from.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken);
                if (!reading.IsCompleted)
                {
                    // The first time it is the head that goes.
                    await to.FlushAsync(cancellationToken).ConfigureAwait(false);
                }

                var read = await reading.ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
