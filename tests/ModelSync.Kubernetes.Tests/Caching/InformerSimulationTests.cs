using System.Security.Cryptography;
using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Testing.Api.Simulated;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>An hour in which everything goes wrong that can: nothing is missed, nothing is told twice, nothing loops, nothing grows.</summary>
public sealed class InformerSimulationTests : InformerFixture
{
    private const int Names = 40;
    private static readonly string[] Namespaces = ["one", "two", "three"];
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    private readonly Dictionary<NamespacedName, string> _known = [];
    private readonly List<string> _wrong = [];
    private SeededChance _chance = new(0);

    [TestCase(1, false, false)]
    [TestCase(2, true, false)]
    [TestCase(3, false, true)]
    [TestCase(0, true, true)]
    public async Task After_an_hour_of_faults_the_cache_equals_the_server_and_every_change_was_told(int seed, bool watchList, bool byNamespace)
    {
        seed = seed == 0 ? RandomNumberGenerator.GetInt32(int.MaxValue) : seed;
        await TestContext.Out.WriteLineAsync($"seed {seed}, watch-list {watchList}, by namespace {byNamespace}");
        _chance = new SeededChance((ulong)seed);
        var informer = new Informer<ConfigMap>(
            Api.Client,
            Resources.ResourceType.Of<ConfigMap>(),
            Quiet with { WatchList = watchList, Namespaces = byNamespace ? Namespaces : null, Resync = TimeSpan.FromMinutes(20) },
            Services with { Jitter = () => 0.5 });
        informer.Subscribe(Check);
        informer.Subscribe(Told.Add);
        await using var run = new RunningInformer<ConfigMap>(informer);

        for (var second = 0.0; second < 3600; second += Step.TotalSeconds)
        {
            Live();
            Fail();
            await SettleAsync();
            Clock.Advance(Step);
        }

        await TestContext.Out.WriteLineAsync($"{Api.RequestCount} requests, {Told.Count} events, {Api.Version} versions");
        EndFaults();
        await UntilEqualAsync(informer);
        await UntilAsync(() => IsKnown(), "the handler to know what the server has");

        Assert.That(_wrong, Is.Empty);
        Assert.That(Told.Texts.Count(text => text.StartsWith("Deleted")), Is.GreaterThan(50), "the hour was no quiet one");
        var reflectors = byNamespace ? Namespaces.Length : 1;
        Assert.That(RequestsOfTheBusiestMinute(), Is.LessThanOrEqualTo(45 * reflectors), "a hot loop");
        Assert.That(Api.OpenWatches, Is.LessThanOrEqualTo(reflectors));
        Assert.That(Clock.ArmedTimers, Is.LessThan(6 * reflectors), "timers that nobody stops");
    }

    private void Live()
    {
        for (var i = _chance.Below(4); i > 0; i--)
        {
            var name = $"m{_chance.Below(Names)}";
            var ns = Namespaces[_chance.Below(Namespaces.Length)];
            switch (_chance.Below(10))
            {
                case < 6:
                    Put(name, $"{_chance.Below(5)}", ns);
                    break;
                case 6:
                    PutPoison(name, ns);
                    break;
                default:
                    Api.Remove(Kind, Key(name, ns));
                    break;
            }
        }
    }

    private void Fail()
    {
        switch (_chance.Below(70))
        {
            case < 4: Api.DropWatches(); break;
            case < 6: Api.EndWatches(); break;
            case < 7: Api.StickWatches(); break;
            case < 8: Api.FailWatches(SimulatedErrors.Refusal(500, "InternalError", "compacted")); break;
            case < 10: Api.FailWatches(SimulatedErrors.Expired()); break;
            case < 13: Api.Compact(); break;
            case < 15: Api.FreezeCache(); break;
            case < 18: Api.ThawCache(); break;
            case < 20: Api.ExpireTokens(); break;
            case < 22: Api.Faults.DuplicatesEvents = _chance.OneIn(2); break;
            case < 24: Api.Faults.IgnoresVersions = _chance.OneIn(2); break;
            case < 26: Api.Faults.Expiry = (SimulatedExpiry)_chance.Below(3); break;
            case < 28: Api.Faults.WatchList = (SimulatedWatchList)_chance.Below(3); break;
            case < 30: Api.Faults.Latency = _chance.OneIn(2) ? TimeSpan.Zero : TimeSpan.FromSeconds(_chance.Below(5)); break;
            case < 32: Api.Faults.OmitsBookmarks = _chance.OneIn(2); break;
            case < 34: (Api.Faults.HasNoWatchCache, Api.Faults.PageLimit) = (_chance.OneIn(2), 7); break;
            case < 36: Api.Faults.OnRequest = Refuse; break;
            case < 42: Api.Faults.OnRequest = null; break;
        }
    }

    private Exception? Refuse(SimulatedRequest request) => _chance.Below(8) switch
    {
        0 => SimulatedErrors.NoAnswer(),
        1 => SimulatedErrors.Busy(TimeSpan.FromSeconds(3)),
        2 => SimulatedErrors.Refusal(503, "ServiceUnavailable", "not ready"),
        3 => SimulatedErrors.Expired(),
        4 => SimulatedErrors.NotServed(),
        5 => SimulatedErrors.TooLarge(new ResourceVersion("999999")),
        _ => null,
    };

    private void EndFaults()
    {
        Api.ThawCache();
        Api.Faults.OnRequest = null;
        Api.Faults.Latency = TimeSpan.Zero;
        Api.Faults.IgnoresVersions = false;
        Api.Faults.OmitsBookmarks = false;
    }

    // What is told must follow from what was told before; and versions only rise, because nothing here goes back in time.
    private void Check(InformerEvent<ConfigMap> told)
    {
        var known = _known.GetValueOrDefault(told.Key);
        var now = told.New?.Metadata.ResourceVersion ?? told.Invalid?.Metadata.ResourceVersion;
        var isRight = told.Kind switch
        {
            InformerEventKind.Added => known is null && now is not null,

            // Not known before is one that came, went and came again before it was told.
            InformerEventKind.Updated => now is not null && (known is null || IsLater(now, known)),
            InformerEventKind.Deleted => now is null,
            _ => now == known,
        };
        lock (_known)
        {
            if (!isRight)
            {
                _wrong.Add($"{EventLog<ConfigMap>.Describe(told)} after {known}");
            }

            if (now is null)
            {
                _known.Remove(told.Key);
            }
            else
            {
                _known[told.Key] = now;
            }
        }
    }

    private static bool IsLater(string left, string right) => new ResourceVersion(left).TryCompare(new ResourceVersion(right), out var order) && order > 0;

    private bool IsKnown()
    {
        var server = Api.ObjectsOf(Kind);
        lock (_known)
        {
            return _known.Count == server.Count && server.All(value => _known.GetValueOrDefault(value.Key) == $"{value.Version}");
        }
    }

    private int RequestsOfTheBusiestMinute() => Api.Requests.GroupBy(request => request.At.Ticks / TimeSpan.TicksPerMinute).Max(minute => minute.Count());
}
