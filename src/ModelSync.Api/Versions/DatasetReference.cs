namespace ModelSync.Api.Versions;

/// <summary>A dataset of training.</summary>
public sealed record DatasetReference
{
    /// <summary>The name, unique in the list.</summary>
    public string? Name { get; init; }

    /// <summary>A digest of the data.</summary>
    public string? Digest { get; init; }

    /// <summary>Where the data is.</summary>
    public string? Uri { get; init; }
}
