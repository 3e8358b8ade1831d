namespace ModelSync.Api.Versions;

/// <summary>A document about a version, pinned by its hash.</summary>
public sealed record ModelDocument
{
    /// <summary>What it is, such as ModelCard or ValidationReport.</summary>
    public string? Kind { get; init; }

    /// <summary>Where it is.</summary>
    public string? Uri { get; init; }

    /// <summary>The hash of its bytes, 64 hexadecimal digits.</summary>
    public string? Sha256 { get; init; }
}
