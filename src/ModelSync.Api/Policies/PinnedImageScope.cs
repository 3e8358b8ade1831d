namespace ModelSync.Api.Policies;

/// <summary>Which containers must name their image by digest.</summary>
public enum PinnedImageScope
{
    /// <summary>All, init containers too.</summary>
    All,

    /// <summary>The serving container.</summary>
    Serving,
}
