namespace ModelSync.Operator.Gates.Webhooks;

/// <summary>A revision as webhooks are told.</summary>
internal sealed record WebhookRevision
{
    /// <summary>The revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The digest of its package.</summary>
    public required string Digest { get; init; }

    /// <summary>Where it can be asked within the cluster; null where it has no port.</summary>
    public string? Url { get; init; }
}
