using ModelSync.Api.Digests;

namespace ModelSync.Core.Policies;

/// <summary>What is known about the signatures of one component. A key that is in neither list was not tried, which is not the same as refused.</summary>
public sealed record SignatureFacts
{
    /// <summary>The component's name.</summary>
    public required string Component { get; init; }

    /// <summary>The fingerprints (<see cref="KeyFingerprint"/>) of the keys that a signature of the pinned digest was verified with.</summary>
    public IReadOnlyList<string> VerifiedBy { get; init; } = [];

    /// <summary>The fingerprints of the keys that fit no signature.</summary>
    public IReadOnlyList<string> RefusedBy { get; init; } = [];
}
