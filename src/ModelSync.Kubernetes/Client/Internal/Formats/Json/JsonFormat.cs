using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>Answers in JSON: an object is one value, a watch one value a line.</summary>
internal sealed class JsonFormat : AnswerFormat
{
    public override T? ReadObject<T>(ResourceCodec<T> codec, ReadOnlySpan<byte> bytes, out InvalidObject? invalid)
        where T : class => JsonObjectReader.Decode(codec, bytes, out invalid);

    public override InvalidObject ReadOversized(ReadOnlySpan<byte> beginning, int maxBytes) => JsonIdentity.ReadOversized(beginning, maxBytes);

    public override bool IsWholeObject(ReadOnlySpan<byte> bytes) => JsonFraming.IsWholeObject(bytes);

    public override ApiStatus? ReadStatus(ReadOnlySpan<byte> bytes)
    {
        try
        {
            // Any object can be read as a Status that says nothing.
            var status = JsonSerializer.Deserialize(bytes, KubernetesJsonContext.Default.ApiStatus);
            return status is { Reason: null, Message: null } and not { Status: "Success" or "Failure" } ? null : status;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override Task<ListPage<T>> ReadListAsync<T>(ResourceCodec<T> codec, StreamBuffer buffer, Stream stream, int maxObjectBytes, string request) =>
        new JsonListReader<T>(codec, buffer, maxObjectBytes, request).ReadAsync(stream);

    public override WatchFrames<T> ReadWatch<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request) =>
        new JsonWatchFrames<T>(codec, buffer, maxObjectBytes, request);
}
