namespace ModelSync.Api.Gates;

/// <summary>A request that a runtime profile knows.</summary>
public enum ProfileCheck
{
    /// <summary>Whether the model is loaded.</summary>
    Readiness,

    /// <summary>A small inference, with the version in its answer where the runtime tells it.</summary>
    GoldenRequest,
}
