using System.IO.Compression;
using System.Net;

namespace ModelSync.Kubernetes.Transport;

/// <summary>The content of an answer: unpacks gzip while it is read, and lets the connections go when it is disposed.</summary>
internal sealed class ApiResponseContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly ConnectionSet _connections;
    private readonly bool _isPacked;
    private int _disposed;

    public ApiResponseContent(HttpContent inner, ConnectionSet connections)
    {
        _inner = inner;
        _connections = connections;
        _isPacked = inner.Headers.ContentEncoding is { Count: 1 } encoding && string.Equals(encoding.First(), "gzip", StringComparison.OrdinalIgnoreCase);
        foreach ((var name, var values) in inner.Headers.NonValidated)
        {
            // Encoding and length speak of the packed bytes.
            if (!_isPacked || name is not ("Content-Encoding" or "Content-Length"))
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) =>
        Unpacked(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => Unpacked(_inner.ReadAsStream(cancellationToken));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var content = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            await content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _inner.Dispose();
            _connections.Leave();
        }

        base.Dispose(disposing);
    }

    private Stream Unpacked(Stream stream) => _isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
}
