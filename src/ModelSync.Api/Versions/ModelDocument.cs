using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>A document about a version, pinned by its hash.</summary>
public sealed record ModelDocument
{
    /// <summary>What it is, such as ModelCard or ValidationReport.</summary>
    [Required, Length(1, 63)]
    public string? Kind { get; init; }

    /// <summary>Where it is.</summary>
    [Required, Length(1, Limits.Uri)]
    public string? Uri { get; init; }

    /// <summary>The hash of its bytes, 64 hexadecimal digits.</summary>
    [Required, Length(64, 64), Pattern(Patterns.Sha256, Patterns.Sha256InWords)]
    public string? Sha256 { get; init; }
}
