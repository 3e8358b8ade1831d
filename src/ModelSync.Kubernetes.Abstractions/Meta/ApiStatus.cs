namespace ModelSync.Kubernetes.Meta;

/// <summary>The API's answer where it has no object to give: why a request failed, or that it succeeded.</summary>
public sealed record ApiStatus
{
    /// <summary>`Success` or `Failure`.</summary>
    public string? Status { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>A word for programs: see <see cref="StatusReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The HTTP status code.</summary>
    public int? Code { get; init; }

    /// <summary>What the failure is about.</summary>
    public ApiStatusDetails? Details { get; init; }
}
