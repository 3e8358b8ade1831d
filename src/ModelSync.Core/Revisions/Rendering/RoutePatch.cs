using ModelSync.Kubernetes.Patching;

namespace ModelSync.Core.Revisions.Rendering;

/// <summary>A change of somebody else's route.</summary>
/// <param name="Patch">The JSON patch; null when nothing has to change.</param>
public sealed record RoutePatch(Patch? Patch)
{
    /// <summary>Nothing has to change.</summary>
    public static RoutePatch None { get; } = new(Patch: null);
}
