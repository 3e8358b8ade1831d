namespace ModelSync.Api.Versions;

/// <summary>What a model takes and gives.</summary>
public sealed record ModelSchema
{
    /// <summary>The inputs.</summary>
    public IReadOnlyList<TensorSchema>? Inputs { get; init; }

    /// <summary>The outputs.</summary>
    public IReadOnlyList<TensorSchema>? Outputs { get; init; }
}
