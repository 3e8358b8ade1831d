using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>What may not run at all.</summary>
public sealed record DenyRule : SpecPart
{
    /// <summary>Digests of packages or components.</summary>
    [Items(256, Min = 1), ListSet, Length(71, 71), Pattern(Patterns.Digest, Patterns.DigestInWords)]
    public IReadOnlyList<string>? Digests { get; init; }

    /// <summary>Hashes of training data.</summary>
    [Items(256, Min = 1), ListSet, Length(1, Limits.Digest)]
    public IReadOnlyList<string>? TrainingDataHashes { get; init; }

    /// <summary>Versions.</summary>
    [Items(100, Min = 1), ListSet, Length(1, Limits.Version)]
    public IReadOnlyList<string>? Versions { get; init; }

    /// <summary>Why, for those who are refused.</summary>
    [Length(1, 1024)]
    public string? Reason { get; init; }
}
