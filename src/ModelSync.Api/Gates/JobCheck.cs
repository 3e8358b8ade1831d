using ModelSync.Api.Schema;

namespace ModelSync.Api.Gates;

/// <summary>A Job whose exit code decides; gets MODEL_VERSION, BASELINE_MODEL_VERSION, MODEL_URI, CANDIDATE_URL and STABLE_URL.</summary>
public sealed record JobCheck : SpecPart
{
    /// <summary>The pod template of the Job, as Kubernetes defines it.</summary>
    [Required, Entries(10)]
    public RawJson? Template { get; init; }

    /// <summary>How often a failed pod is tried again.</summary>
    [Default(0), Range(0, 10)]
    public int? BackoffLimit { get; init; }
}
