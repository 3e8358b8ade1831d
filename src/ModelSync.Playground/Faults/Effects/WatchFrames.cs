using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Splits the answer to a watch into its events: lines of JSON, or protobuf with the length in front.</summary>
internal sealed class WatchFrames(bool isProtobuf)
{
    private const int PrefixBytes = sizeof(uint);

    // The largest object is 3 MiB, and its JSON is not ten times that.
    private const int LongestFrame = 32 * 1024 * 1024;

    public bool IsProtobuf => isProtobuf;

    public static WatchFrames Of(HttpResponseMessage answer) =>
        new(answer.Content.Headers.ContentType?.MediaType is "application/vnd.kubernetes.protobuf");

    /// <summary>The events, whole and as they are; the last one may be a piece. Each is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(body, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rest = result.Buffer;
                while (TryTake(ref rest, out var frame))
                {
                    yield return frame;
                }

                if (result.IsCompleted)
                {
                    if (!rest.IsEmpty)
                    {
                        yield return rest.ToArray();
                    }

                    yield break;
                }

                if (rest.Length > LongestFrame)
                {
                    throw new IOException($"an event of a watch is longer than {LongestFrame} bytes");
                }

                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether an event only tells a version.</summary>
    public bool IsBookmark(ReadOnlySpan<byte> frame)
    {
        try
        {
            return isProtobuf ? IsProtobufBookmark(frame) : IsJsonBookmark(frame);
        }
        catch (Exception e) when (e is JsonException or ProtobufException)
        {
            return false;
        }
    }

    private static bool IsProtobufBookmark(ReadOnlySpan<byte> frame)
    {
        var message = new ProtobufReader(frame[Math.Min(frame.Length, PrefixBytes)..]);
        while (message.ReadField())
        {
            if (message.FieldNumber == 1)
            {
                return message.ReadBytes().SequenceEqual("BOOKMARK"u8);
            }
        }

        return false;
    }

    private static bool IsJsonBookmark(ReadOnlySpan<byte> frame)
    {
        var json = new Utf8JsonReader(frame);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1)
            {
                var isType = json.ValueTextEquals("type"u8);
                json.Read();
                if (isType)
                {
                    return json.TokenType == JsonTokenType.String && json.ValueTextEquals("BOOKMARK"u8);
                }

                json.Skip();
            }
        }

        return false;
    }

    private bool TryTake(ref ReadOnlySequence<byte> rest, out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        var length = isProtobuf ? ProtobufLength(rest) : JsonLength(rest);
        if (length < 0 || rest.Length < length)
        {
            return false;
        }

        var taken = rest.Slice(0, length);
        frame = taken.IsSingleSegment ? taken.First : taken.ToArray();
        rest = rest.Slice(length);
        return true;
    }

    private static long ProtobufLength(in ReadOnlySequence<byte> rest)
    {
        if (rest.Length < PrefixBytes)
        {
            return -1;
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        rest.Slice(0, PrefixBytes).CopyTo(prefix);
        return PrefixBytes + (long)BinaryPrimitives.ReadUInt32BigEndian(prefix);
    }

    private static long JsonLength(in ReadOnlySequence<byte> rest) =>
        rest.PositionOf((byte)'\n') is { } end ? rest.Slice(0, rest.GetPosition(1, end)).Length : -1;
}
