using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Selectors;

/// <summary>
/// A selector as objects carry it (metav1.LabelSelector): all of <see cref="MatchLabels"/> and
/// <see cref="MatchExpressions"/> have to hold. Convert it with <see cref="LabelQuery.From(LabelSelector?)"/> to match.
/// </summary>
public sealed record LabelSelector
{
    /// <summary>Labels that an object must have with exactly these values.</summary>
    [JsonPropertyName("matchLabels")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StringMap? MatchLabels { get; init; }

    /// <summary>Further conditions on labels.</summary>
    [JsonPropertyName("matchExpressions")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LabelSelectorRequirement>? MatchExpressions { get; init; }

    /// <summary>Whether both selectors have the same labels and expressions, in the same order.</summary>
    public bool Equals(LabelSelector? other) =>
        other is not null && MatchLabels == other.MatchLabels
        && (MatchExpressions is null ? other.MatchExpressions is null : other.MatchExpressions is not null && MatchExpressions.SequenceEqual(other.MatchExpressions));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MatchLabels, MatchExpressions?.Count);
}
