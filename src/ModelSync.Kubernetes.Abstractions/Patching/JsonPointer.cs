namespace ModelSync.Kubernetes.Patching;

/// <summary>The place of a value in a JSON document (RFC 6901), built from unescaped segments so that names like `modelsync.io/abort` need no care.</summary>
public readonly record struct JsonPointer
{
    private readonly string? _text;

    private JsonPointer(string text) => _text = text;

    /// <summary>The whole document.</summary>
    public static JsonPointer Root => default;

    /// <summary>The place that the segments lead to, one member name or list index each.</summary>
    public static JsonPointer Of(params ReadOnlySpan<string> segments)
    {
        var pointer = Root;
        foreach (var segment in segments)
        {
            pointer = pointer.Append(segment);
        }

        return pointer;
    }

    /// <summary>The member of the value at this place.</summary>
    public JsonPointer Append(string segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var escaped = segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
        return new JsonPointer($"{_text}/{escaped}");
    }

    /// <summary>The item of the list at this place.</summary>
    public JsonPointer Append(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new JsonPointer($"{_text}/{index}");
    }

    /// <summary>The place behind the last item of the list at this place.</summary>
    public JsonPointer AppendEnd() => new($"{_text}/-");

    /// <summary>The pointer as it stands in a patch.</summary>
    public override string ToString() => _text ?? string.Empty;
}
