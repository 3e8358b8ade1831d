using ModelSync.Api.Schema;

namespace ModelSync.Api.Rollouts;

/// <summary>A takeover all at once.</summary>
public sealed record BlueGreenStrategy : SpecPart
{
    /// <summary>How many pods the candidate has during the preview. It has full scale before the switch.</summary>
    [Default(1), Range(1, Limits.Replicas)]
    public int? PreviewReplicas { get; init; }

    /// <summary>Whether the switch comes by itself once the gates pass; otherwise it waits for promote.</summary>
    [Default(true)]
    public bool? AutoPromote { get; init; }

    /// <summary>How long the preview lasts at least before the switch comes by itself.</summary>
    [Default(0), Range(0, 604800)]
    public int? PromoteAfterSeconds { get; init; }
}
