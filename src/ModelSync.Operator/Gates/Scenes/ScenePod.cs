using ModelSync.Kubernetes.Meta;

namespace ModelSync.Operator.Gates.Scenes;

/// <summary>A ready pod of a revision.</summary>
/// <param name="Key">The pod.</param>
/// <param name="Address">Its IP address.</param>
internal sealed record ScenePod(NamespacedName Key, string Address);
