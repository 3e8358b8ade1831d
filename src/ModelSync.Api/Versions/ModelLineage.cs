using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Versions;

/// <summary>Where a version comes from.</summary>
public sealed record ModelLineage
{
    /// <summary>The training run in the experiment tracker.</summary>
    public string? RunId { get; init; }

    /// <summary>A hash of all training data; a change demands a higher data version.</summary>
    public string? TrainingDataHash { get; init; }

    /// <summary>The datasets of training.</summary>
    public IReadOnlyList<DatasetReference>? Datasets { get; init; }

    /// <summary>The code of training.</summary>
    public CodeReference? Code { get; init; }

    /// <summary>The features or feature views that the model uses.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>When training ended.</summary>
    public KubeTime? TrainedAt { get; init; }

    /// <summary>The version that this one was made from, such as the base of a fine-tuning.</summary>
    public string? Parent { get; init; }
}
