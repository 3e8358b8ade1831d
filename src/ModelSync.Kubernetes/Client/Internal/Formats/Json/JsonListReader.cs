using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Json;

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
internal sealed class JsonListReader<T>(ResourceCodec<T> codec, StreamBuffer buffer, int maxObjectBytes, string request)
    where T : class, IKubernetesObject
{
    // However small objects must be, the list's own metadata and the name of an object that is too large have room.
    private readonly int _keptBytes = Math.Max(maxObjectBytes, 64 * 1024);
    private readonly List<T> _items = [];
    private readonly List<InvalidObject> _invalid = [];
    private JsonReaderState _state = new(JsonFraming.Options);
    private ValueSkipper _skipper;
    private ListMeta _metadata = new();
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

                if (buffer.Length > 2L * _keptBytes)
                {
                    throw new JsonException($"one value is larger than {_keptBytes} bytes");
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

    // Taken for an empty list, an answer of some other form would make everything look deleted.
    private ListPage<T> Page() => !_hasItems ? throw new JsonException("it has no items") : new ListPage<T>
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

        if (isMetadata)
        {
            var json = buffer.Unread[start..(int)reader.BytesConsumed];
            _metadata = JsonSerializer.Deserialize(json, ClientJsonContext.Default.ListMeta) ?? _metadata;
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
        else if (JsonObjectReader.Decode(codec, json, out var invalid) is { } item)
        {
            _items.Add(item);
        }
        else
        {
            _invalid.Add(invalid!);
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
        _invalid.Add(JsonIdentity.ReadOversized(json[..Math.Min(json.Length, _keptBytes)], maxObjectBytes));

    private bool SkipRest()
    {
        var hasEnded = _skipper.Skip(buffer.Unread, out var consumed);
        buffer.Advance(consumed);
        _position = hasEnded ? Position.Items : Position.Skipping;
        return hasEnded;
    }
}
