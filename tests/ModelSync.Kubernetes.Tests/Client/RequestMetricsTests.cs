using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What the client counts: each request by verb, code and resource, and never by an object's name.</summary>
public sealed class RequestMetricsTests : ClientFixture
{
    private const string Items = "/apis/apps/v1/deployments";
    private const string Item = "/apis/apps/v1/namespaces/shop/deployments/web";
    private const string Deployment = """{"metadata":{"name":"web","namespace":"shop"}}""";

    private readonly List<string> _counted = [];
    private readonly List<(string Tags, double Seconds)> _timed = [];
    private Meter _meter = null!;
    private MeterListener _listener = null!;

    [SetUp]
    public void Listen()
    {
        _meter = new Meter("test");
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, _meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _counted.Add($"{Text(tags)} {value}"));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, _) => _timed.Add((Text(tags), value)));
        _listener.Start();
        Connect(options => options with { Meter = _meter, Cluster = new ClusterName("east") });
    }

    [TearDown]
    public void StopListening()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Test]
    public async Task Requests_are_counted_by_verb_and_resource()
    {
        Server.Expect(HttpMethod.Get, Item, ScriptedAnswer.Json(Deployment));
        Server.Expect(HttpMethod.Get, Items, ScriptedAnswer.Json(EmptyList), ScriptedAnswer.Stream());
        Server.Expect(HttpMethod.Patch, Item, ScriptedAnswer.Json(Deployment));
        Server.Expect(HttpMethod.Patch, Item + "/status", ScriptedAnswer.Json(Deployment));
        Server.Expect(HttpMethod.Delete, Item, ScriptedAnswer.Json(Deployment));

        await Deployments.GetAsync(Key, Token);
        await Deployments.ListAsync(ListOptions.All, Token);
        await (await Deployments.WatchAsync(new WatchOptions(), Token)).DisposeAsync();
        await Deployments.PatchAsync(Key, Patch.Merge("{}"u8.ToArray()), options: null, Token);
        await Deployments.Status.PatchAsync(Key, Patch.Merge("{}"u8.ToArray()), options: null, Token);
        await Deployments.DeleteAsync(Key, options: null, Token);

        string[] verbs = ["get", "list", "watch", "patch", "patch", "delete"];
        Assert.That(_counted, Is.EqualTo(verbs.Select(verb => $"cluster=east code=200 resource=deployments.apps verb={verb} 1")));
        Assert.That(_timed, Has.Count.EqualTo(verbs.Length));
    }

    [Test]
    public async Task Each_try_counts_and_is_timed_by_the_clients_clock()
    {
        var answered = new TaskCompletionSource();
        Server.Expect(HttpMethod.Get, "/api/v1/namespaces/shop/configmaps/web", ScriptedAnswer.Json(ConfigMapJson("web")).After(answered.Task));

        var get = ConfigMaps.GetAsync(Key, Token);
        await Server.WaitForRequestsAsync(1, Token);
        Clock.Advance(TimeSpan.FromSeconds(2));
        answered.SetResult();
        await get;

        Assert.That(_timed, Is.EqualTo(new[] { ("cluster=east code=200 resource=configmaps verb=get", 2.0) }));
    }

    [Test]
    public async Task Refusals_lost_connections_and_lost_interest_are_told_apart()
    {
        Server.Expect(HttpMethod.Get, Item, ScriptedAnswer.Json(StatusJson(403, "Forbidden"), 403), ScriptedAnswer.Never());
        using var interest = new CancellationTokenSource();

        Assert.That(() => Deployments.GetAsync(Key, Token), Throws.TypeOf<KubernetesApiException>());
        var unanswered = Deployments.GetAsync(Key, Token);
        await Server.WaitForRequestsAsync(2, Token);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(() => unanswered, Throws.TypeOf<KubernetesConnectionException>());
        await interest.CancelAsync();
        Assert.That(() => Deployments.GetAsync(Key, interest.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(_counted.Select(counted => counted.Split(' ')[1]), Is.EqualTo(new[] { "code=403", "code=connection", "code=cancelled" }));
    }

    [TestCase("GET", "get")]
    [TestCase("BREW", "other")]
    public async Task Raw_requests_are_counted_without_their_path(string method, string verb)
    {
        Server.Expect(HttpMethod.Parse(method), "/some/path", ScriptedAnswer.Text(404, "no"));

        using var request = new HttpRequestMessage(HttpMethod.Parse(method), new Uri("some/path", UriKind.Relative));
        (await Client.SendRawAsync(request, Token)).Dispose();

        Assert.That(_counted, Is.EqualTo(new[] { $"cluster=east code=404 resource=raw verb={verb} 1" }));
    }

    [Test]
    public async Task A_request_that_ends_after_its_client_brings_no_series_back()
    {
        Server.Expect(HttpMethod.Get, Item, ScriptedAnswer.Never());
        var get = Deployments.GetAsync(Key, Token);
        await Server.WaitForRequestsAsync(1, Token);

        await Client.DisposeAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.That(() => get, Throws.InstanceOf<KubernetesConnectionException>());
        Assert.That(_counted, Is.Empty);
        Assert.That(_timed, Is.Empty);
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
}
