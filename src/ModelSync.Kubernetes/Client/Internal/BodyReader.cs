namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Reads a whole answer, as long as it keeps coming.</summary>
internal static class BodyReader
{
    public static async Task<byte[]> ReadAsync(
        HttpResponseMessage response, TimeSpan idleLimit, int maxBytes, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var request = $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.AbsolutePath}";
        using var buffer = new StreamBuffer(request, idleLimit, timeProvider, cancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (buffer.Length <= maxBytes)
            {
                if (!await buffer.FillAsync(stream).ConfigureAwait(false))
                {
                    return buffer.Unread.ToArray();
                }
            }
        }

        throw new KubernetesConnectionException($"{request}: the answer is longer than {maxBytes} bytes");
    }
}
