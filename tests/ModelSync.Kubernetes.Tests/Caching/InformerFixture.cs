using System.Diagnostics.Metrics;
using System.Globalization;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Testing;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>An informer of ConfigMaps on a simulated API, with a clock that only the test moves.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class InformerFixture
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60), TimeProvider.System);

    protected InformerFixture()
    {
        Api = new SimulatedApi(Clock);
        Services = new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs, Meter = Meter, Jitter = () => 0 };
    }

    /// <summary>Ends a test that waits for something that does not happen.</summary>
    protected CancellationToken Token => _limit.Token;

    protected ManualTimeProvider Clock { get; } = new();

    protected SimulatedApi Api { get; }

    protected RecordingLoggerFactory Logs { get; } = new();

    protected Meter Meter { get; } = new("test");

    protected RuntimeServices Services { get; init; }

    protected static ResourceInfo Kind => ConfigMap.Resource;

    internal EventLog<ConfigMap> Told { get; } = new();

    [TearDown]
    public void StopFixture()
    {
        Meter.Dispose();
        _limit.Dispose();
    }

    protected static NamespacedName Key(string name, string ns = "shop") => new(ns, name);

    protected static InformerOptions<ConfigMap> Quiet { get; } = new() { Resync = TimeSpan.Zero };

    protected SimulatedObject Put(string name, string value = "1", string ns = "shop", string labels = "{}") =>
        Api.Put(Kind, $$"""{"metadata":{"name":"{{name}}","namespace":"{{ns}}","uid":"uid-{{name}}","labels":{{labels}}},"data":{"key":"{{value}}"} }""");

    /// <summary>An object that the model cannot read.</summary>
    protected SimulatedObject PutPoison(string name, string ns = "shop") =>
        Api.Put(Kind, $$"""{"metadata":{"name":"{{name}}","namespace":"{{ns}}","uid":"uid-{{name}}"},"data":{"key":["secret-value"]} }""");

    internal RunningInformer<ConfigMap> Start(InformerOptions<ConfigMap>? options = null)
    {
        var informer = new Informer<ConfigMap>(Api.Client, ResourceType.Of<ConfigMap>(), options ?? Quiet, Services);
        informer.Subscribe(Told.Add);
        return new RunningInformer<ConfigMap>(informer);
    }

    internal async Task<RunningInformer<ConfigMap>> StartSyncedAsync(InformerOptions<ConfigMap>? options = null)
    {
        var run = Start(options);
        await UntilAsync(() => run.Informer.HasSynced && Api.OpenWatches > 0, "the first sync");
        return run;
    }

    /// <summary>Lets everything that can happen now happen, as far as can be seen from outside.</summary>
    protected async Task SettleAsync()
    {
        for (var quiet = 0; quiet < 4;)
        {
            var before = (Api.RequestCount, Told.Count, Api.OpenWatches);
            for (var i = 0; i < 4; i++)
            {
                await Task.Yield();
            }

            quiet = before == (Api.RequestCount, Told.Count, Api.OpenWatches) ? quiet + 1 : 0;
        }
    }

    /// <summary>Lets time pass until the condition holds.</summary>
    protected async Task UntilAsync(Func<bool> condition, string what)
    {
        while (true)
        {
            await SettleAsync();
            if (condition())
            {
                return;
            }

            if (Token.IsCancellationRequested)
            {
                Assert.Fail($"waited for {what}; told {string.Join("; ", Told.Texts)}; asked {string.Join("; ", Api.Requests.TakeLast(20))}; {string.Join("; ", Logs.Messages.TakeLast(10))}");
            }

            Clock.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    internal async Task UntilEqualAsync(Informer<ConfigMap> informer)
    {
        await UntilAsync(() => IsEqual(informer), "the cache to equal the server");
        await SettleAsync();
    }

    protected bool IsEqual(Informer<ConfigMap> informer)
    {
        var server = Api.ObjectsOf(Kind);
        return informer.Count == server.Count && server.All(value => IsVersion(informer.GetMetadata(value.Key), value));
    }

    protected static bool IsVersion(ObjectMeta? metadata, SimulatedObject value) => metadata?.ResourceVersion == value.Version.ToString(CultureInfo.InvariantCulture);

    protected int CountOf(SimulatedVerb verb) => Api.Requests.Count(request => request.Verb == verb);
}
