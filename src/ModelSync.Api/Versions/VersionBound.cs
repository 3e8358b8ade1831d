namespace ModelSync.Api.Versions;

/// <summary>One side of a range: a comparison with a version without its data, or with the data alone.</summary>
internal sealed record VersionBound
{
    /// <summary>The comparison: &gt;=, &gt;, &lt;=, &lt; or =.</summary>
    public required string Operator { get; init; }

    /// <summary>The version that is compared with.</summary>
    public SemanticVersion? Version { get; init; }

    /// <summary>The data version that is compared with.</summary>
    public long? Data { get; init; }

    public bool Holds(SemanticVersion version)
    {
        var order = Version is not null ? version.ComparePrecedence(Version) : (version.Data ?? -1).CompareTo(Data!.Value);
        return Operator switch
        {
            ">=" => order >= 0,
            ">" => order > 0,
            "<=" => order <= 0,
            "<" => order < 0,
            _ => order == 0,
        };
    }

    /// <summary>Whether it names a pre-release of the same major.minor.patch.</summary>
    public bool Names(SemanticVersion version) => Version?.PreRelease is not null && Version.CompareCore(version) == 0;
}
