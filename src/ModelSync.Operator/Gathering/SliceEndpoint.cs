namespace ModelSync.Operator.Gathering;

/// <summary>One endpoint of a slice.</summary>
internal sealed record SliceEndpoint
{
    public SliceConditions? Conditions { get; init; }

    public SliceTarget? TargetRef { get; init; }

    /// <summary>Whether requests are sent to it; that nothing is said means ready, says the API.</summary>
    public bool IsReady => Conditions?.Ready ?? true;
}
