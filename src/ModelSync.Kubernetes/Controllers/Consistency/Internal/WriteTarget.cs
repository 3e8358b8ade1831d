using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Consistency.Internal;

/// <summary>What names one object, in whatever version of its kind it was written.</summary>
internal readonly record struct WriteTarget(ClusterName Cluster, string Group, string Kind, NamespacedName Key);
