using System.Text.Json;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

/// <summary>Takes a list out of a buffer, as far as it is there.</summary>
/// <remarks>
/// <code>
/// Start ─► Members ─► End
///            │ ▲
///            ▼ │
///          Items ⇄ Skipping (an object that is too large)
/// </code>
/// </remarks>
internal sealed class JsonListParser<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes)
    where T : class, IKubernetesObject
{
    private readonly int _keptBytes = ListBuilder<T>.KeptBytes(maxObjectBytes);
    private readonly ListBuilder<T> _list = new();
    private JsonReaderState _state = new(JsonFraming.Options);
    private ValueSkipper _skipper;
    private bool _hasItems;
    private Position _position = Position.Start;

    private enum Position
    {
        Start,
        Members,
        Items,
        Skipping,
        End,
    }

    /// <summary>How many objects could be read so far.</summary>
    public int Count => _list.Count;

    /// <summary>Takes all that is there; true at the end of the list, false where more bytes are needed.</summary>
    /// <exception cref="JsonException">It is no list.</exception>
    public bool ReadOn()
    {
        while (_position != Position.End && Step())
        {
        }

        return _position == Position.End;
    }

    /// <summary>The list that has ended.</summary>
    /// <exception cref="JsonException">It is no list.</exception>
    // Taken for an empty list, an answer of some other form would make everything look deleted.
    public ListPage<T> Page() => _hasItems ? _list.ToPage() : throw new JsonException("it has no items");

    // One step consumes all that it needs or nothing, so that it can begin again once more bytes are there.
    private bool Step()
    {
        if (_position == Position.Skipping)
        {
            return SkipRest();
        }

        var reader = new Utf8JsonReader(buffer.Unread, isFinalBlock: false, _state);
        var isDone = _position switch
        {
            Position.Start => Begin(ref reader),
            Position.Members => ReadMember(ref reader),
            _ => ReadItem(ref reader),
        };
        if (isDone)
        {
            _state = reader.CurrentState;
            buffer.Advance((int)reader.BytesConsumed);
        }

        // What has just begun to be skipped is skipped before the buffer is judged or filled.
        return isDone || _position == Position.Skipping;
    }

    private bool Begin(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"it begins with {reader.TokenType}");
        }

        _position = Position.Members;
        return true;
    }

    private bool ReadMember(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _position = Position.End;
            return true;
        }

        var isItems = reader.ValueTextEquals("items"u8);
        var isMetadata = reader.ValueTextEquals("metadata"u8);
        var isKind = reader.ValueTextEquals("kind"u8);
        if (!reader.Read())
        {
            return false;
        }

        // Go writes a list that was never filled as null.
        _hasItems |= isItems && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.Null;
        if (isItems && reader.TokenType == JsonTokenType.StartArray)
        {
            _position = Position.Items;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        if (isKind)
        {
            JsonListKind.Check(reader, codec);
        }
        else if (isMetadata)
        {
            var json = buffer.Unread[start..(int)reader.BytesConsumed];
            _list.Metadata = JsonSerializer.Deserialize(json, ClientJsonContext.Default.ListMeta) ?? _list.Metadata;
        }

        return true;
    }

    private bool ReadItem(ref Utf8JsonReader reader)
    {
        var isComplete = reader.Read();
        if (isComplete && reader.TokenType == JsonTokenType.EndArray)
        {
            _position = Position.Members;
            return true;
        }

        var start = isComplete ? (int)reader.TokenStartIndex : buffer.Unread.IndexOfAnyExcept(", \t\r\n"u8);
        if (!isComplete || !reader.TrySkip())
        {
            if (start >= 0 && buffer.Length - start > _keptBytes && ValueSkipper.CanSkip(buffer.Unread[start]))
            {
                BeginSkipping(start);
            }

            return false;
        }

        var json = buffer.Unread[start..(int)reader.BytesConsumed];
        if (json.Length > maxObjectBytes)
        {
            // The same for an object that came in one piece as for one that is still coming: what is too large must not depend on the network.
            AddOversized(json);
        }
        else
        {
            _list.Add(JsonObjectReader.Decode(codec, json, out var invalid), invalid);
        }

        return true;
    }

    private void BeginSkipping(int start)
    {
        AddOversized(buffer.Unread[start..]);

        // The reader will go on behind the object as if an empty one had stood there.
        var reader = new Utf8JsonReader([.. buffer.Unread[..start], (byte)'{', (byte)'}'], isFinalBlock: false, _state);
        reader.Read();
        reader.Read();
        _state = reader.CurrentState;
        buffer.Advance(start);
        _skipper = default;
        _position = Position.Skipping;
    }

    private void AddOversized(ReadOnlySpan<byte> json) =>
        _list.Add(item: null, JsonIdentity.ReadOversized(json[..Math.Min(json.Length, _keptBytes)], maxObjectBytes));

    private bool SkipRest()
    {
        var hasEnded = _skipper.Skip(buffer.Unread, out var consumed);
        buffer.Advance(consumed);
        _position = hasEnded ? Position.Items : Position.Skipping;
        return hasEnded;
    }
}
