namespace ModelSync.Mutation.Workers;

/// <summary>What a worker says about a trial.</summary>
internal sealed record TrialAnswer
{
    public required int Mutant { get; init; }

    /// <summary>Whether the trial goes on, and this is only a sign of life.</summary>
    public bool GoesOn { get; init; }

    /// <summary>The test that failed; null when all passed.</summary>
    public string? KilledBy { get; init; }

    /// <summary>Whether that test fails without the mutant, too: something in the process is broken, and it can judge no more.</summary>
    public bool IsSpoilt { get; init; }
}
