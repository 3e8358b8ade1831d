namespace ModelSync.Operator.Gates.Engine;

/// <summary>How much is measured at the same time.</summary>
internal sealed record GateEngineOptions
{
    /// <summary>How many measurements are under way together, over all rollouts.</summary>
    public int MostTogether { get; init; } = 256;

    /// <summary>How many of them ask the same provider.</summary>
    public int MostPerProvider { get; init; } = 16;

    /// <summary>How long the clean-up after a run may take.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Throws for numbers with which nothing would be measured.</summary>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MostTogether);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MostPerProvider);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(EndTimeout, TimeSpan.Zero);
    }
}
