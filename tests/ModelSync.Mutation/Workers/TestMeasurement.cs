namespace ModelSync.Mutation.Workers;

/// <summary>What one test did without any mutant.</summary>
internal sealed record TestMeasurement
{
    public required string Test { get; init; }

    public required double Milliseconds { get; init; }

    /// <summary>What it said when it failed.</summary>
    public string? Failure { get; init; }

    /// <summary>The mutants whose code it ran; empty when nobody asked.</summary>
    public required IReadOnlyList<int> Covered { get; init; }

    /// <summary>Those of them that it ran while a static value was computed.</summary>
    public required IReadOnlyList<int> Static { get; init; }
}
