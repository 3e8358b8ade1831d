using ModelSync.Kubernetes.Caching;

namespace ModelSync.Kubernetes.Controllers.Mapping;

/// <summary>A source at work in one cluster.</summary>
internal readonly record struct SourceBinding(ICacheView Cache, IDisposable Subscription);
