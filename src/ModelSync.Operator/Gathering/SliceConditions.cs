namespace ModelSync.Operator.Gathering;

/// <summary>How an endpoint is.</summary>
internal sealed record SliceConditions
{
    public bool? Ready { get; init; }
}
