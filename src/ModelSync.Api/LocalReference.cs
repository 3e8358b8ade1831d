namespace ModelSync.Api;

/// <summary>Names an object in the same namespace.</summary>
public sealed record LocalReference
{
    /// <summary>The object's name.</summary>
    public string? Name { get; init; }
}
