using ModelSync.Api.Schema;

namespace ModelSync.Api.Versions;

/// <summary>One input or output of a model.</summary>
public sealed record TensorSchema
{
    /// <summary>The name, unique in its list.</summary>
    [Required, Length(1, 253)]
    public string? Name { get; init; }

    /// <summary>The type of the elements, such as FP32, INT64 or BYTES.</summary>
    [Required, Length(1, 32)]
    public string? Datatype { get; init; }

    /// <summary>The size of each dimension; -1 is any size.</summary>
    [Items(16), Range(-1, Limits.MaxInteger)]
    public IReadOnlyList<long>? Shape { get; init; }

    /// <summary>Whether an input may be left out. Where nothing is said it is Required.</summary>
    public TensorPresence? Presence { get; init; }
}
