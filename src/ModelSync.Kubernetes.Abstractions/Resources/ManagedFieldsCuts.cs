using System.Text.Json;

namespace ModelSync.Kubernetes.Resources;

/// <summary>The ranges of bytes to leave out so that an object's metadata has no `managedFields`, each with one of the commas around it.</summary>
internal struct ManagedFieldsCuts
{
    private List<Range>? _ranges;

    /// <summary>Looks through the metadata at which the reader stands; the reader is a copy, so the caller's does not move.</summary>
    public void Find(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        // While nothing before it stays, the comma behind a cut member goes with it; afterwards the one before.
        var somethingStays = false;
        var endOfPrevious = (int)reader.BytesConsumed;
        reader.Read();
        while (reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals("managedFields"u8);
            reader.Read();
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            reader.Read();
            if (isFound && !somethingStays && reader.TokenType == JsonTokenType.PropertyName)
            {
                end = (int)reader.TokenStartIndex;
            }

            if (isFound)
            {
                (_ranges ??= new List<Range>(capacity: 1)).Add(endOfPrevious..end);
            }

            somethingStays |= !isFound;
            endOfPrevious = end;
        }
    }

    /// <summary>A copy of the bytes without the ranges.</summary>
    public readonly byte[] Apply(ReadOnlySpan<byte> json)
    {
        if (_ranges is null)
        {
            return json.ToArray();
        }

        var rest = new byte[json.Length - _ranges.Sum(range => range.End.Value - range.Start.Value)];
        var from = 0;
        var to = rest.AsSpan();
        foreach (var range in _ranges)
        {
            var kept = json[from..range.Start.Value];
            kept.CopyTo(to);
            to = to[kept.Length..];
            from = range.End.Value;
        }

        json[from..].CopyTo(to);
        return rest;
    }
}
