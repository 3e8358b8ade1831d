namespace ModelSync.Simulation.World;

/// <summary>How good a version really is.</summary>
internal sealed record VersionQuality
{
    /// <summary>A version without fault.</summary>
    public static VersionQuality Fine { get; } = new();

    /// <summary>Its pods.</summary>
    public PodQuality Pods { get; init; }

    /// <summary>What its gates measure.</summary>
    public GateQuality Gates { get; init; }

    /// <summary>Whether the API server refuses its template.</summary>
    public bool IsTemplateRefused { get; init; }

    /// <summary>The quality in words; empty for a fine one.</summary>
    public override string ToString() => string.Join(", ", Words());

    private IEnumerable<string> Words()
    {
        if (Pods != PodQuality.Good)
        {
            yield return $"pods {Pods}";
        }

        if (Gates != GateQuality.Good)
        {
            yield return $"gates {Gates}";
        }

        if (IsTemplateRefused)
        {
            yield return "template refused";
        }
    }
}
