using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.DataPlane;

/// <summary>An object among those of several kinds.</summary>
internal readonly record struct ObjectKey(string Kind, NamespacedName Name)
{
    public override string ToString() => $"{Kind} {Name}";
}
