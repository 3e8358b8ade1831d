using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ModelSync.Playground.Serving.Exchanges;

/// <summary>Reads whole bodies; Kestrel refuses those that are too large.</summary>
internal static class RequestBody
{
    private const int FirstBuffer = 1024;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        var expected = request.ContentLength;
        if (expected is 0 || (expected is null && !request.Headers.ContainsKey("Transfer-Encoding")))
        {
            return default;
        }

        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(expected ?? FirstBuffer, 1, most));
        while (true)
        {
            var result = await request.BodyReader.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var piece in result.Buffer)
            {
                buffer.Write(piece.Span);
            }

            request.BodyReader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return buffer.WrittenMemory;
            }
        }
    }
}
