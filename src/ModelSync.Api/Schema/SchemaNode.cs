using System.Text.Json;

namespace ModelSync.Api.Schema;

/// <summary>What is allowed at one place of a kind: the structural schema of its CRD as a tree.</summary>
public sealed record SchemaNode
{
    /// <summary>What JSON stands here.</summary>
    public required SchemaType Type { get; init; }

    /// <summary>What kubectl explain says; null in a schema that was loaded to validate with.</summary>
    public string? Description { get; init; }

    /// <summary>The fields of an object in the order of their declaration.</summary>
    public IReadOnlyDictionary<string, SchemaNode> Properties { get; init; } = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);

    /// <summary>The names of the fields that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>What the items of a list, or the values of a map, are.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary>How a list is merged.</summary>
    public ListKind ListKind { get; init; }

    /// <summary>The fields by which the items of a map list differ.</summary>
    public IReadOnlyList<string> ListKeys { get; init; } = [];

    /// <summary>The values that a string may have; empty: any.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The least length of a string, list or map.</summary>
    public int? MinSize { get; init; }

    /// <summary>The greatest length of a string in code points, of a list in items, of a map in entries.</summary>
    public int? MaxSize { get; init; }

    /// <summary>The least number.</summary>
    public long? Minimum { get; init; }

    /// <summary>The greatest number.</summary>
    public long? Maximum { get; init; }

    /// <summary>A regular expression that a string must fit.</summary>
    public string? Pattern { get; init; }

    /// <summary>The same in words.</summary>
    public string? PatternInWords { get; init; }

    /// <summary>The value of a field that is left out; undefined where there is none.</summary>
    public JsonElement Default { get; init; }

    /// <summary>Whether a field that is left out gets a value.</summary>
    public bool HasDefault => Default.ValueKind != JsonValueKind.Undefined;
}
