using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>What a version must say about itself.</summary>
public sealed record RequiredMetadataRule : SpecPart
{
    /// <summary>Fields of the spec that must be there, such as lineage.trainingDataHash.</summary>
    [Items(32, Min = 1), ListSet, Length(1, 128)]
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Kinds of documents that must be there, such as ModelCard.</summary>
    [Items(32, Min = 1), ListSet, Length(1, 63)]
    public IReadOnlyList<string>? Documents { get; init; }

    /// <summary>Offline metrics that must be there.</summary>
    [Items(64, Min = 1), ListSet, Length(1, 253)]
    public IReadOnlyList<string>? Metrics { get; init; }
}
