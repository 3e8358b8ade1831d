namespace ModelSync.Api.Policies;

/// <summary>What may not run at all.</summary>
public sealed record DenyRule
{
    /// <summary>Digests of packages or components.</summary>
    public IReadOnlyList<string>? Digests { get; init; }

    /// <summary>Hashes of training data.</summary>
    public IReadOnlyList<string>? TrainingDataHashes { get; init; }

    /// <summary>Versions.</summary>
    public IReadOnlyList<string>? Versions { get; init; }

    /// <summary>Why, for those who are refused.</summary>
    public string? Reason { get; init; }
}
