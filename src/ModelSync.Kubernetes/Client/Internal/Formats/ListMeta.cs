namespace ModelSync.Kubernetes.Client.Internal.Formats;

/// <summary>The metadata of a list.</summary>
internal sealed record ListMeta
{
    public string? ResourceVersion { get; init; }

    public string? Continue { get; init; }

    public long? RemainingItemCount { get; init; }
}
