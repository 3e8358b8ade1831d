namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Delete options as they travel.</summary>
internal sealed record DeleteBody
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public long? GracePeriodSeconds { get; init; }

    public string? PropagationPolicy { get; init; }

    public DeletePreconditions? Preconditions { get; init; }

    public IReadOnlyList<string>? DryRun { get; init; }

    public static DeleteBody From(DeleteOptions? options) => new()
    {
        ApiVersion = "v1",
        Kind = "DeleteOptions",
        GracePeriodSeconds = options?.GracePeriodSeconds,
        PropagationPolicy = options?.PropagationPolicy?.ToString(),
        Preconditions = options?.Preconditions is { } given ? new DeletePreconditions(given.Uid, given.ResourceVersion) : null,
        DryRun = options?.DryRun is true ? ["All"] : null,
    };

    internal sealed record DeletePreconditions(string? Uid, string? ResourceVersion);
}
