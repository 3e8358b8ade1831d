using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Config;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Transport;
using ModelSync.Playground.Faults.Proxying;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Faults;

/// <summary>One cell of the matrix: a client of its own, which the cell's rules know by its User-Agent, and a name of its own.</summary>
internal sealed class CellWorld : IAsyncDisposable
{
    /// <summary>What a client on a clock of its own waits for an answer or a connection.</summary>
    public static readonly TimeSpan LongTime = TimeSpan.FromSeconds(60);

    private static int _cells;

    private readonly FaultProxy _proxy;
    private readonly List<int> _rules = [];
    private int _warnings;

    /// <summary>A cell; with a clock of its own where its client must not wait on the real one.</summary>
    public CellWorld(FaultProxy proxy, string ns, ManualTimeProvider? clock = null)
    {
        _proxy = proxy;
        Namespace = ns;
        Agent = $"cell-{Interlocked.Increment(ref _cells)}";
        Options = new KubernetesClientOptions
        {
            // On the real clock short, where a test would otherwise only wait, and yet long enough for a machine that is busy.
            RequestTimeout = clock is null ? TimeSpan.FromSeconds(5) : LongTime,
            ListTimeout = clock is null ? TimeSpan.FromSeconds(5) : LongTime,
            WatchTimeout = TimeSpan.FromSeconds(3),
            WatchGrace = TimeSpan.FromSeconds(1),
            TimeProvider = clock ?? TimeProvider.System,
            OnWarning = _ => Interlocked.Increment(ref _warnings),
            FieldManager = "cell",
            Transport = new TransportOptions { UserAgent = Agent, ConnectTimeout = clock is null ? TimeSpan.FromSeconds(10) : LongTime },
        };
        Config = ClusterConfigLoader.Default.LoadDefault(proxy.AdminKubeconfigPath);
        Client = KubernetesClient.Create(Config, Options);
    }

    public string Namespace { get; }

    public string Agent { get; }

    public ClusterConfig Config { get; }

    public KubernetesClientOptions Options { get; }

    /// <summary>The client that meets the faults.</summary>
    public KubernetesClient Client { get; }

    /// <summary>How often the client was warned.</summary>
    public int Warnings => Volatile.Read(ref _warnings);

    /// <summary>The object of this cell.</summary>
    public NamespacedName Key => new(Namespace, Agent);

    public IResourceClient<ConfigMap> Maps => Client.Resource<ConfigMap>();

    /// <summary>The same objects without faults.</summary>
    public static IResourceClient<ConfigMap> Truth => Cluster.Admin.Resource<ConfigMap>();

    /// <summary>How many injections this cell has met; all of a proxy's that no other cell uses.</summary>
    public long Injections => _proxy.Plan.Faults.Where(fault => _rules.Count == 0 || _rules.Contains(fault.Id)).Sum(fault => fault.Injections);

    public ConfigMap Map(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = name, Labels = [KeyValuePair.Create("cell", Agent)] },
        Data = [KeyValuePair.Create("value", value)],
    };

    /// <summary>Adds rules, with semicolons between them, for this cell alone.</summary>
    public void Add(string rules, string? verb = null)
    {
        foreach (var rule in rules.Split(';', StringSplitOptions.TrimEntries))
        {
            // Faults of lists and of watches have their verbs already.
            string[] withVerbs = ["verb=", "stale-list", "drop-watch", "stuck-watch", "no-bookmarks", "as=event"];
            var verbs = verb is null || withVerbs.Any(word => rule.Contains(word, StringComparison.Ordinal)) ? "" : $" verb={verb}";
            var count = rule.Contains("count=", StringComparison.Ordinal) ? "" : " count=1";
            _rules.Add(_proxy.Plan.Add($"{rule}{verbs} agent={Agent}{count}").Id);
        }
    }

    /// <summary>What was done to this cell, for a failed test.</summary>
    public string Story() => string.Join(" | ", _proxy.Plan.Log.Entries.Where(entry => entry.Agent == Agent).Select(entry => $"{entry.Verb} {entry.Target}: {entry.What}"));

    public async ValueTask DisposeAsync()
    {
        _rules.ForEach(rule => _proxy.Plan.Remove(rule));
        await Client.DisposeAsync();
    }
}
