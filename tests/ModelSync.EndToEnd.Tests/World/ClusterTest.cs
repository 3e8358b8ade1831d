using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.EndToEnd.World;

/// <summary>A test against the shared control plane, in a namespace of its own and with a limit to its time.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class ClusterTest : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(90), TimeProvider.System);

    protected string Namespace { get; } = $"t-{Guid.NewGuid():n}"[..16];

    protected CancellationToken Ct => _limit.Token;

    protected static KubernetesClient Client => Cluster.Admin;

    [SetUp]
    public async Task CreateNamespaceAsync() =>
        await Client.Resource<Namespace>().CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = Namespace } }, options: null, Ct);

    [TearDown]
    public async Task DeleteNamespaceAsync() =>
        await Client.Resource<Namespace>().DeleteAsync(NamespacedName.ClusterScoped(Namespace), options: null, Ct);

    public void Dispose() => _limit.Dispose();

    protected NamespacedName Key(string name) => new(Namespace, name);

    protected ConfigMap ConfigMap(string name, params KeyValuePair<string, string>[] data) =>
        new() { Metadata = new ObjectMeta { Namespace = Namespace, Name = name }, Data = [.. data] };

    protected static KeyValuePair<string, string> Entry(string key, string value) => new(key, value);
}
