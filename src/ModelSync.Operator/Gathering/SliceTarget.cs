namespace ModelSync.Operator.Gathering;

/// <summary>The pod behind an endpoint.</summary>
internal sealed record SliceTarget
{
    public string? Kind { get; init; }

    public string? Name { get; init; }
}
