using ModelSync.Api.Schema;

namespace ModelSync.Api.Policies;

/// <summary>That images are named by digest.</summary>
public sealed record PinnedImageRule : SpecPart
{
    /// <summary>Which containers must name their image by digest.</summary>
    [Default(nameof(PinnedImageScope.All))]
    public PinnedImageScope? Containers { get; init; }
}
