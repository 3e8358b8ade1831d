namespace ModelSync.Kubernetes.Meta;

/// <summary>One cause of a failure.</summary>
public sealed record ApiStatusCause
{
    /// <summary>A word for programs, such as `FieldValueInvalid` or `FieldManagerConflict`.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>The path of the field.</summary>
    public string? Field { get; init; }
}
