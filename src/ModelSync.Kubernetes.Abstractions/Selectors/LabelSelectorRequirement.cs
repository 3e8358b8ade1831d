using System.Text.Json.Serialization;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>One expression of a <see cref="LabelSelector"/> (metav1.LabelSelectorRequirement).</summary>
public sealed record LabelSelectorRequirement
{
    /// <summary>The operator for "has one of the values".</summary>
    public const string In = "In";

    /// <summary>The operator for "has none of the values, or is absent".</summary>
    public const string NotIn = "NotIn";

    /// <summary>The operator for "is present".</summary>
    public const string Exists = "Exists";

    /// <summary>The operator for "is absent".</summary>
    public const string DoesNotExist = "DoesNotExist";

    /// <summary>The key of the label.</summary>
    [JsonPropertyName("key")]
    public required string Key { get; init; }

    /// <summary>One of <see cref="In"/>, <see cref="NotIn"/>, <see cref="Exists"/> and <see cref="DoesNotExist"/>; a string, so that an operator of a newer server can be read.</summary>
    [JsonPropertyName("operator")]
    public required string Operator { get; init; }

    /// <summary>The operands of <see cref="In"/> and <see cref="NotIn"/>; absent for the others.</summary>
    [JsonPropertyName("values")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether both are the same expression, with the values in the same order.</summary>
    public bool Equals(LabelSelectorRequirement? other) =>
        other is not null && string.Equals(Key, other.Key, StringComparison.Ordinal) && string.Equals(Operator, other.Operator, StringComparison.Ordinal)
        && (Values is null ? other.Values is null : other.Values is not null && Values.SequenceEqual(other.Values, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, Operator, Values?.Count);
}
