namespace ModelSync.Api.Versions;

/// <summary>Another model that is needed, in a range of versions.</summary>
public sealed record ModelDependency
{
    /// <summary>The other model's name.</summary>
    public string? Name { get; init; }

    /// <summary>The range of versions, such as "^2.3".</summary>
    public string? Range { get; init; }
}
