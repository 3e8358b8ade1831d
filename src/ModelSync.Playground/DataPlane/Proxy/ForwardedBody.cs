using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>
/// The body of a request on its way to a backend: streamed, so that it can be sent once, or read beforehand where the rule may need it
/// again and it is small.
/// </summary>
internal sealed class ForwardedBody
{
    private const int MostBuffered = 64 * 1024;

    private readonly HttpRequest _request;
    private readonly ReadOnlyMemory<byte>? _buffered;
    private bool _started;

    private ForwardedBody(HttpRequest request, bool isEmpty, ReadOnlyMemory<byte>? buffered)
    {
        _request = request;
        IsEmpty = isEmpty;
        _buffered = buffered;
    }

    /// <summary>Whether the request has no body, not even one of no bytes.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether the whole request can be sent now: for the first time, or again.</summary>
    public bool IsWhole => IsEmpty || _buffered is not null || !Volatile.Read(ref _started);

    public static async Task<ForwardedBody> OfAsync(HttpContext context, bool mayBeNeededAgain, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var isEmpty = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody is false;
        if (isEmpty || !mayBeNeededAgain || request.ContentLength is null or > MostBuffered)
        {
            return new ForwardedBody(request, isEmpty, buffered: null);
        }

        var buffer = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(buffer, cancellationToken).ConfigureAwait(false);
        return new ForwardedBody(request, isEmpty: false, buffer);
    }

    public HttpContent ToContent() => new Content(this);

    private async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        Volatile.Write(ref _started, true);
        if (_buffered is { } bytes)
        {
            await destination.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            return;
        }

        await StreamCopy.RunAsync(_request.Body, destination, cancellationToken).ConfigureAwait(false);
    }

    private sealed class Content(ForwardedBody body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
            body.CopyToAsync(stream, cancellationToken);

        protected override bool TryComputeLength(out long length)
        {
            length = body._request.ContentLength ?? 0;
            return body._request.ContentLength is not null;
        }
    }
}
