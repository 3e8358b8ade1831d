using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>How fast the body of an answer goes to the client.</summary>
internal sealed class BodyPace
{
    private const int BufferSize = 64 * 1024;

    private readonly int _bytes;
    private readonly TimeSpan _pause;
    private readonly TimeProvider _time;

    private BodyPace(int bytes, TimeSpan pause, TimeProvider time) => (_bytes, _pause, _time) = (bytes, pause, time);

    /// <summary>As fast as it comes.</summary>
    public static BodyPace Full { get; } = new(BufferSize, TimeSpan.Zero, TimeProvider.System);

    /// <summary>A few bytes at a time.</summary>
    public static BodyPace Slow(int bytes, TimeSpan every, TimeProvider time) => new(bytes, every, time);

    /// <summary>Passes everything on, each piece as soon as it is there.</summary>
    public async Task CopyAsync(Stream body, HttpResponse response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
            {
                await WriteAsync(buffer.AsMemory(0, read), response, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Passes a piece on; each write of the server's body stream is flushed.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, HttpResponse response, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(_bytes, bytes.Length);
            await response.Body.WriteAsync(bytes[..count], cancellationToken).ConfigureAwait(false);
            bytes = bytes[count..];
            if (_pause > TimeSpan.Zero)
            {
                await Task.Delay(_pause, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
