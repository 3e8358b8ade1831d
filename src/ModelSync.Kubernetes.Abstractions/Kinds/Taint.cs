namespace ModelSync.Kubernetes.Kinds;

/// <summary>Keeps pods away that do not tolerate it.</summary>
public sealed record Taint
{
    /// <summary>The name.</summary>
    public string? Key { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>`NoSchedule`, `PreferNoSchedule` or `NoExecute`.</summary>
    public string? Effect { get; init; }
}
