using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>What a model takes and gives.</summary>
public sealed record ModelSchema
{
    /// <summary>The inputs.</summary>
    [Items(256), ListMap("name")]
    public IReadOnlyList<TensorSchema>? Inputs { get; init; }

    /// <summary>The outputs.</summary>
    [Items(256), ListMap("name")]
    public IReadOnlyList<TensorSchema>? Outputs { get; init; }
}
