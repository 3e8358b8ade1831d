using System.Text.Json.Serialization;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>Keeps pods away that do not tolerate it.</summary>
public sealed record Taint
{
    /// <summary>The name.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Key { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>`NoSchedule`, `PreferNoSchedule` or `NoExecute`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Effect { get; init; }
}
