using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Api.Versions;

/// <summary>Where a version comes from.</summary>
public sealed record ModelLineage
{
    /// <summary>The training run in the experiment tracker.</summary>
    [Length(1, 253)]
    public string? RunId { get; init; }

    /// <summary>A hash of all training data; a change demands a higher data version.</summary>
    [Length(1, Limits.Digest)]
    public string? TrainingDataHash { get; init; }

    /// <summary>The datasets of training.</summary>
    [Items(64), ListMap("name")]
    public IReadOnlyList<DatasetReference>? Datasets { get; init; }

    /// <summary>The code of training.</summary>
    public CodeReference? Code { get; init; }

    /// <summary>The features or feature views that the model uses.</summary>
    [Items(512), ListSet, Length(1, 253)]
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>When training ended.</summary>
    public KubeTime? TrainedAt { get; init; }

    /// <summary>The version that this one was made from, such as the base of a fine-tuning.</summary>
    [Length(1, 128)]
    public string? Parent { get; init; }
}
