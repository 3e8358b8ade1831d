using ModelSync.Core.Revisions.Rendering;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gates.Scenes;

internal static class SceneExtensions
{
    /// <summary>The rollout's namespace and name.</summary>
    public static NamespacedName Key(this RolloutIdentity rollout) => new(rollout.Namespace, rollout.Name);
}
