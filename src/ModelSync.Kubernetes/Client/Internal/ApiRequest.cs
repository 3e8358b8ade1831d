using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>One request in a form that can be sent again.</summary>
internal sealed record ApiRequest(HttpMethod Method, string PathAndQuery)
{
    /// <summary>What the metrics call it.</summary>
    public required RequestLabels Labels { get; init; }

    public string Accept { get; init; } = MediaTypes.Json;

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public required TimeSpan Timeout { get; init; }

    public TransportLane Lane { get; init; }

    /// <summary>Compression pays for lists alone; a compressed watch would be held back by the decoder.</summary>
    public bool MayCompress { get; init; }

    /// <summary>The method and path, for messages; a query may hold a continue token and is left out.</summary>
    public override string ToString() => $"{Method} /{PathAndQuery.Split('?', 2)[0]}";

    public HttpRequestMessage ToMessage(Uri baseAddress)
    {
        var message = new HttpRequestMessage(Method, new Uri(baseAddress, PathAndQuery));
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        message.Headers.TryAddWithoutValidation("Accept-Encoding", MayCompress ? "gzip" : "identity");
        if (ContentType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return message;
    }
}
