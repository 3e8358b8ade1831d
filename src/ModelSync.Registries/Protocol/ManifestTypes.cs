namespace ModelSync.Registries.Protocol;

/// <summary>The media types of what can be pinned.</summary>
internal static class ManifestTypes
{
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>All of them, as a registry is asked for them.</summary>
    public static IReadOnlyList<string> All { get; } = [OciManifest, OciIndex, DockerManifest, DockerList];

    /// <summary>Whether it names one manifest for each platform.</summary>
    public static bool IsIndex(string type) => type is OciIndex or DockerList;

    /// <summary>Whether it can be pinned.</summary>
    public static bool IsKnown(string? type) => type is OciManifest or OciIndex or DockerManifest or DockerList;
}
