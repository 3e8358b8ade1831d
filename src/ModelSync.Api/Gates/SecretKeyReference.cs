namespace ModelSync.Api.Gates;

/// <summary>One key of a Secret of the same namespace.</summary>
public sealed record SecretKeyReference
{
    /// <summary>The Secret's name.</summary>
    public string? Name { get; init; }

    /// <summary>The key in it.</summary>
    public string? Key { get; init; }
}
