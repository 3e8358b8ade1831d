namespace ModelSync.Kubernetes.Serialization;

/// <summary>The media types of the API.</summary>
public static class MediaTypes
{
    /// <summary>Plain JSON.</summary>
    public const string Json = "application/json";

    /// <summary>Kubernetes' own protobuf, for built-in kinds and for metadata.</summary>
    public const string Protobuf = "application/vnd.kubernetes.protobuf";

    /// <summary>A JSON patch (RFC 6902).</summary>
    public const string JsonPatch = "application/json-patch+json";

    /// <summary>A JSON merge patch (RFC 7396).</summary>
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>A strategic merge patch, for built-in kinds alone.</summary>
    public const string StrategicMergePatch = "application/strategic-merge-patch+json";

    /// <summary>A server-side apply; JSON is YAML.</summary>
    public const string Apply = "application/apply-patch+yaml";
}
