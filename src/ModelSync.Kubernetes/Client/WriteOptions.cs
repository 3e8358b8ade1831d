namespace ModelSync.Kubernetes.Client;

/// <summary>How a create, replace or patch is carried out.</summary>
public sealed record WriteOptions
{
    /// <summary>True goes through admission and validation, and stores nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Who owns the fields that are written; null takes the client's.</summary>
    public string? FieldManager { get; init; }

    /// <summary>What becomes of unknown fields; null takes the client's, which is strict.</summary>
    public FieldValidation? FieldValidation { get; init; }
}
