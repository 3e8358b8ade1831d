namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Reads a whole answer, as long as it keeps coming.</summary>
internal static class BodyReader
{
    /// <summary>The body; or the beginning of one that is longer than the limit.</summary>
    /// <exception cref="KubernetesConnectionException">The body broke off or was silent for too long.</exception>
    public static async Task<(byte[] Bytes, bool IsTooLong)> ReadAsync(
        HttpResponseMessage response, string request, int maxBytes, KubernetesClientOptions options, CancellationToken cancellationToken)
    {
        using var buffer = new StreamBuffer(request, options.RequestTimeout, options.TimeProvider, cancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (buffer.Length <= maxBytes)
            {
                if (!await buffer.FillAsync(stream).ConfigureAwait(false))
                {
                    return (buffer.Unread.ToArray(), IsTooLong: false);
                }
            }
        }

        return (buffer.Unread[..maxBytes].ToArray(), IsTooLong: true);
    }
}
