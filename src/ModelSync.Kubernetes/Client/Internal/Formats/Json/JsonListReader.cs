using System.Text.Json;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>
/// Reads a list while it arrives and holds no more of its bytes than one object's: a list of 20,000 objects is never in memory as text.
/// </summary>
internal sealed class JsonListReader<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request)
    where T : class, IKubernetesObject
{
    private readonly int _keptBytes = ListBuilder<T>.KeptBytes(maxObjectBytes);
    private readonly JsonListParser<T> _parser = new(codec, buffer, maxObjectBytes);

    public async Task<ListPage<T>> ReadAsync(Stream stream)
    {
        try
        {
            var hasEnded = false;
            while (!_parser.ReadOn())
            {
                if (buffer.Length > 2L * _keptBytes)
                {
                    throw new JsonException($"one value is larger than {_keptBytes} bytes");
                }

                if (hasEnded)
                {
                    throw new KubernetesConnectionException($"{request}: the list broke off after {_parser.Count} objects");
                }

                // Reading on in doubles keeps the cost of going over a large object again linear in its size.
                hasEnded = !await buffer.FillToAsync(stream, Math.Max(buffer.Length * 2, 1)).ConfigureAwait(false);
            }

            return _parser.Page();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter is a string that is no Unicode.
            throw new KubernetesConnectionException($"{request}: the answer is not a list: {exception.Message}", exception);
        }
    }
}
