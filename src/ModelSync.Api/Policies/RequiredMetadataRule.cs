namespace ModelSync.Api.Policies;

/// <summary>What a version must say about itself.</summary>
public sealed record RequiredMetadataRule
{
    /// <summary>Fields of the spec that must be there, such as lineage.trainingDataHash.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Kinds of documents that must be there, such as ModelCard.</summary>
    public IReadOnlyList<string>? Documents { get; init; }

    /// <summary>Offline metrics that must be there.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }
}
