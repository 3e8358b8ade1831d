using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Api.Rollouts;

/// <summary>Clusters that move together.</summary>
public sealed record WaveSpec : SpecPart
{
    /// <summary>The name of the wave.</summary>
    [Required, Length(1, Limits.Label), Pattern(Patterns.Label, Patterns.LabelInWords)]
    public string? Name { get; init; }

    /// <summary>Which of the selected clusters; the first wave that fits takes a cluster. Left out: all that no earlier wave takes.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>How many clusters of the wave may be in motion at once; left out: all.</summary>
    [Range(1, 1000)]
    public int? MaxConcurrency { get; init; }

    /// <summary>How long all clusters of the wave must be healthy before the next wave starts.</summary>
    [Default(0), Range(0, 2592000)]
    public int? SoakSeconds { get; init; }

    /// <summary>Whether somebody has to approve before the wave starts.</summary>
    [Default(nameof(WaveApproval.NotRequired))]
    public WaveApproval? Approval { get; init; }
}
