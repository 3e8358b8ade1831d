namespace ModelSync.Mutation.Workers;

/// <summary>A question to a worker: does one of these tests fail with this mutant?</summary>
internal sealed record Trial
{
    public required int Mutant { get; init; }

    /// <summary>The full names of the tests, in the order in which they are run.</summary>
    public required IReadOnlyList<string> Tests { get; init; }
}
