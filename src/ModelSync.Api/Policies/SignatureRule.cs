namespace ModelSync.Api.Policies;

/// <summary>By which keys components must be signed.</summary>
public sealed record SignatureRule
{
    /// <summary>Public keys as PEM; one of them has to fit.</summary>
    public IReadOnlyList<string>? Keys { get; init; }
}
