using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>That images are named by digest.</summary>
public sealed record PinnedImageRule
{
    /// <summary>Which containers: All, or only the Serving one.</summary>
    [Default(nameof(PinnedImageScope.All))]
    public PinnedImageScope? Containers { get; init; }
}
