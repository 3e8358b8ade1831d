namespace ModelSync.Api.Rollouts;

/// <summary>A takeover all at once.</summary>
public sealed record BlueGreenStrategy
{
    /// <summary>The candidate's pods during the preview; full scale comes before the switch.</summary>
    public int? PreviewReplicas { get; init; }

    /// <summary>Whether the switch comes by itself once the gates pass; else it waits for promote.</summary>
    public bool? AutoPromote { get; init; }

    /// <summary>How long the preview lasts at least before the switch comes by itself.</summary>
    public int? PromoteAfterSeconds { get; init; }
}
