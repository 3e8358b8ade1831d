using System.Text.Json;
using System.Text.Json.Serialization;

namespace ModelSync.Api;

/// <summary>
/// A part of a spec. Fields that only a newer definition of the kind has are kept here instead of being dropped, so that they are found by validation: what
/// a build does not act on, it refuses.
/// </summary>
public abstract record SpecPart
{
    /// <summary>The fields that this build does not know; null when there are none.</summary>
    /// <remarks>The serializer cannot fill it as it fills others: a property for unknown fields must not be init-only.</remarks>
    [JsonExtensionData]
    [JsonInclude]
    public Dictionary<string, JsonElement>? UnknownFields { get; internal set; }
}
