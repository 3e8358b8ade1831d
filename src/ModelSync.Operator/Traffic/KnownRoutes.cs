using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Traffic;

/// <summary>What is known of a cluster's routes.</summary>
/// <param name="Caches">The caches of the kinds that it serves, by kind.</param>
/// <param name="Unlisted">The kinds that it serves and whose objects cannot be listed.</param>
internal sealed record KnownRoutes(IReadOnlyDictionary<string, IInformer<DynamicObject>> Caches, IReadOnlyList<string> Unlisted);
