using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Tests.Controllers.Consistency;

/// <summary>A cache that holds what the test puts there.</summary>
internal sealed class FakeCache(ResourceInfo resource) : ICacheView
{
    private readonly Dictionary<NamespacedName, ObjectMeta> _objects = [];

    public ResourceInfo Resource => resource;

    public bool HasSynced { get; init; } = true;

    public int Count => _objects.Count;

    public ResourceVersion Version { get; set; } = new("1");

    public string? Namespace { get; init; }

    public string? Label { get; init; }

    public void Put(string name, string version, string uid = "uid", bool isDeleting = false) => _objects[new NamespacedName("shop", name)] = new ObjectMeta
    {
        Name = name,
        Namespace = "shop",
        Uid = uid,
        ResourceVersion = version,
        DeletionTimestamp = isDeleting ? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) : null,
    };

    public void Remove(string name) => _objects.Remove(new NamespacedName("shop", name));

    public bool Covers(ObjectMeta metadata) => (Namespace is null || Namespace == metadata.Namespace) && (Label is null || (metadata.Labels ?? StringMap.Empty).ContainsKey(Label));

    public ResourceVersion VersionFor(string? @namespace) => Version;

    public ObjectMeta? GetMetadata(NamespacedName key) => _objects.GetValueOrDefault(key);

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
