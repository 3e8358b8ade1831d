using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>
/// Reads a list while it arrives and holds no more of its bytes than one object's: a list of 20,000 objects is never in memory as text.
/// </summary>
/// <remarks>
/// <code>
/// Start ─► Members ─► End
///            │ ▲
///            ▼ │
///          Items ⇄ Skipping (an object that is too large)
/// </code>
/// </remarks>
internal sealed class ListReader<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request)
    where T : class, IKubernetesObject
{
    private readonly List<T> _items = [];
    private readonly List<InvalidObject> _invalid = [];
    private JsonReaderState _state = new(JsonLimits.ReaderOptions);
    private ListMeta _metadata = new();
    private Position _position = Position.Start;

    private enum Position
    {
        Start,
        Members,
        Items,
        Skipping,
        End,
    }

    public async Task<ListPage<T>> ReadAsync(Stream stream)
    {
        try
        {
            var hasEnded = false;
            while (true)
            {
                while (_position != Position.End && Step())
                {
                }

                if (_position == Position.End)
                {
                    return Page();
                }

                if (hasEnded)
                {
                    throw new KubernetesConnectionException($"{request}: the list broke off after {_items.Count} objects");
                }

                // Reading on in doubles keeps the cost of going over a large object again linear in its size.
                hasEnded = !await buffer.FillToAsync(stream, Math.Max(buffer.Length * 2, 1)).ConfigureAwait(false);
            }
        }
        catch (JsonException exception)
        {
            throw new KubernetesConnectionException($"{request}: the answer is not a list: {exception.Message}", exception);
        }
    }

    private ListPage<T> Page() => new()
    {
        Items = _items,
        Invalid = _invalid,
        ResourceVersion = new ResourceVersion(_metadata.ResourceVersion),
        Continue = string.IsNullOrEmpty(_metadata.Continue) ? null : _metadata.Continue,
        RemainingItemCount = _metadata.RemainingItemCount,
    };

    // One step consumes all that it needs or nothing, so that it can begin again once more bytes are there.
    private bool Step()
    {
        var reader = new Utf8JsonReader(buffer.Unread, isFinalBlock: false, _state);
        var isDone = _position switch
        {
            Position.Start => Begin(ref reader),
            Position.Members => ReadMember(ref reader),
            Position.Items => ReadItem(ref reader),
            _ => SkipRest(ref reader),
        };
        if (isDone)
        {
            _state = reader.CurrentState;
            buffer.Advance((int)reader.BytesConsumed);
        }

        return isDone;
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
        if (!reader.Read())
        {
            return false;
        }

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

        if (isMetadata)
        {
            var json = buffer.Unread[start..(int)reader.BytesConsumed];
            _metadata = JsonSerializer.Deserialize(json, ClientJsonContext.Default.ListMeta) ?? _metadata;
        }

        return true;
    }

    private bool ReadItem(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _position = Position.Members;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        var begun = reader;
        if (!reader.TrySkip())
        {
            return buffer.Length > maxObjectBytes && BeginSkipping(ref reader, begun, start);
        }

        var item = ObjectDecoder.Decode(codec, buffer.Unread[start..(int)reader.BytesConsumed], out var invalid);
        if (invalid is not null)
        {
            _invalid.Add(invalid);
        }
        else
        {
            _items.Add(item!);
        }

        return true;
    }

    private bool BeginSkipping(ref Utf8JsonReader reader, Utf8JsonReader begun, int start)
    {
        _invalid.Add(InvalidObjectReader.Read(buffer.Unread[start..], $"it is larger than {maxObjectBytes} bytes"));
        _position = Position.Skipping;
        reader = begun;
        return true;
    }

    private bool SkipRest(ref Utf8JsonReader reader)
    {
        if (buffer.Length > 2L * maxObjectBytes)
        {
            throw new JsonException($"one value is larger than {maxObjectBytes} bytes");
        }

        // The items stand in a list within the list object, so that an item's own end is at depth 2.
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2)
            {
                _position = Position.Items;
                return true;
            }
        }

        return reader.BytesConsumed > 0;
    }
}
