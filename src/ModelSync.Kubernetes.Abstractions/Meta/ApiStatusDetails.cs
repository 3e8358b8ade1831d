namespace ModelSync.Kubernetes.Meta;

/// <summary>What a failure is about.</summary>
public sealed record ApiStatusDetails
{
    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>The resource's group.</summary>
    public string? Group { get; init; }

    /// <summary>The resource's plural or kind.</summary>
    public string? Kind { get; init; }

    /// <summary>The object's uid.</summary>
    public string? Uid { get; init; }

    /// <summary>Each single cause, field by field.</summary>
    public IReadOnlyList<ApiStatusCause>? Causes { get; init; }

    /// <summary>How long to wait before the next try.</summary>
    public int? RetryAfterSeconds { get; init; }
}
