using ModelSync.Api.Versions;

namespace ModelSync.Operator.Versions;

/// <summary>What came of one attempt to pin a version: every component, or none.</summary>
internal sealed record Resolution
{
    /// <summary>The components in the order of the spec; null where the attempt failed.</summary>
    public IReadOnlyList<ResolvedComponent>? Components { get; init; }

    /// <summary>Why it failed.</summary>
    public ResolutionFailure? Failure { get; init; }

    /// <summary>How long a registry asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether nothing was learned because others are being served first: it is not an attempt at all.</summary>
    public bool IsBusy { get; init; }
}
