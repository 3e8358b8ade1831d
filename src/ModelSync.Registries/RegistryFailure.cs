namespace ModelSync.Registries;

/// <summary>Why something could not be learned from a registry.</summary>
/// <param name="Problem">The kind of failure.</param>
/// <param name="Message">The reference, what the registry said, and the remedy, in a sentence without a full stop; never a body or a credential.</param>
public sealed record RegistryFailure(RegistryProblem Problem, string Message)
{
    /// <summary>How long the registry asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why nobody answers, in words that fit every reference to the same registry.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether it may mend itself, without anybody's doing.</summary>
    public bool IsTransient => Problem is RegistryProblem.RegistryUnreachable or RegistryProblem.RegistryRateLimited
        or RegistryProblem.RegistryError or RegistryProblem.RegistryBusy;
}
