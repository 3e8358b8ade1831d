using System.Buffers;

namespace ModelSync.Operator.Gates.Http;

/// <summary>Reads the bodies of answers up to a limit.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>The whole body, after decompression.</summary>
    /// <exception cref="GateHttpException">It is longer, or broke off.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage answer, int limit, string whom, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var body = new ArrayBufferWriter<byte>(FirstBuffer);
                while (true)
                {
                    var read = await stream.ReadAsync(body.GetMemory(FirstBuffer), cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return body.WrittenMemory;
                    }

                    if (body.WrittenCount + read > limit)
                    {
                        throw new GateHttpException(GateHttpFailure.TooLarge, $"{whom} answers with more than {limit / 1024} KiB");
                    }

                    body.Advance(read);
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or HttpRequestException)
        {
            throw new GateHttpException(GateHttpFailure.Broken, $"the answer of {whom} broke off or is not what its headers say", e);
        }
    }
}
