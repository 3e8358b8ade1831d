using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Rollouts;

/// <summary>A verb that was acted on or refused.</summary>
public sealed record ActionStatus
{
    /// <summary>The id that the author gave; the same id is never acted on twice.</summary>
    [Length(0, 128)]
    public string? Id { get; init; }

    /// <summary>The verb.</summary>
    public RolloutVerb? Verb { get; init; }

    /// <summary>The revision that it was meant for.</summary>
    [Length(0, 63)]
    public string? Revision { get; init; }

    /// <summary>Who gave it; only known where admission stamped it.</summary>
    [Length(0, 1024)]
    public string? Actor { get; init; }

    /// <summary>When it was acted on or refused.</summary>
    public KubeTime? Time { get; init; }

    /// <summary>What came of it.</summary>
    public ActionOutcome? Outcome { get; init; }
}
