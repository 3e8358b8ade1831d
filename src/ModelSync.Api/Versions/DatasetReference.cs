using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>A dataset of training.</summary>
public sealed record DatasetReference
{
    /// <summary>The name, unique in the list.</summary>
    [Required, Length(1, 253)]
    public string? Name { get; init; }

    /// <summary>A digest of the data.</summary>
    [Length(1, Limits.Digest)]
    public string? Digest { get; init; }

    /// <summary>Where the data is.</summary>
    [Length(1, Limits.Uri)]
    public string? Uri { get; init; }
}
