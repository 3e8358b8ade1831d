using System.Diagnostics.CodeAnalysis;

namespace ModelSync.Registries;

/// <summary>The name of an artifact in a registry, with a tag or digest: what an image reference says, and what stands behind <c>oci://</c>.</summary>
public sealed record ImageReference
{
    /// <summary>The registry that a reference without a host means.</summary>
    public const string DefaultDomain = "docker.io";

    /// <summary>What a reference without tag and digest means.</summary>
    public const string DefaultTag = "latest";

    /// <summary>The registry: a host, and a port where one is written.</summary>
    public required string Domain { get; init; }

    /// <summary>The repository in the registry; with library/ where docker.io wants it.</summary>
    public required string Repository { get; init; }

    /// <summary>The reference as it was written, scheme included, without tag and digest: a pinned one has to begin like the one that was declared.</summary>
    public required string Name { get; init; }

    /// <summary>The tag, where one is written.</summary>
    public string? Tag { get; init; }

    /// <summary>The digest, where one is written; a tag beside it says nothing then.</summary>
    public string? Digest { get; init; }

    /// <summary>What the registry is asked for.</summary>
    public string Target => Digest ?? Tag ?? DefaultTag;

    /// <summary>Reads an image reference such as registry.example/serving/fraud:1.9; <paramref name="error"/> names the value and the remedy.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? error) =>
        ImageReferenceParser.TryParse(text, hasHost: false, out reference, out error);

    /// <summary>Reads what stands behind <c>oci://</c>, where a host always comes first.</summary>
    public static bool TryParseOci(string text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? error) =>
        ImageReferenceParser.TryParse(text, hasHost: true, out reference, out error);

    /// <summary>The same artifact, pinned.</summary>
    public string PinnedTo(string digest) => $"{Name}@{digest}";

    /// <summary>The whole reference, for messages.</summary>
    public override string ToString() => $"{Name}{(Tag is null ? null : $":{Tag}")}{(Digest is null ? null : $"@{Digest}")}";
}
