using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Operator.Gates.Webhooks;

/// <summary>What a webhook is told.</summary>
internal sealed record WebhookBody
{
    /// <summary>The version of this form.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The gate's name in the plan.</summary>
    public required string Gate { get; init; }

    /// <summary>What it measures for: Step, Progress or Bake.</summary>
    public required string Phase { get; init; }

    /// <summary>The number of the measurement in its run, from 1.</summary>
    public required int Measurement { get; init; }

    /// <summary>The rollout's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The rollout's name.</summary>
    public required string Rollout { get; init; }

    /// <summary>The rollout's UID.</summary>
    public required string RolloutUid { get; init; }

    /// <summary>The rollout's epoch: with it, repeated calls of one trial can be told from those of the next.</summary>
    public required long Epoch { get; init; }

    /// <summary>The cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>The environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The revision that is judged.</summary>
    public required WebhookRevision Candidate { get; init; }

    /// <summary>The revision that serves; null for the first one.</summary>
    public WebhookRevision? Stable { get; init; }

    /// <summary>The gate's args.</summary>
    public StringMap? Args { get; init; }
}
