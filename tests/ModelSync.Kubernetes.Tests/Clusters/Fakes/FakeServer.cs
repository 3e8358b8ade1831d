using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Tests.Clusters.Fakes;

/// <summary>An API server without a network: it answers probes, single objects, lists and watches, can be cut off, and counts who asks.</summary>
internal sealed class FakeServer(string uid)
{
    public const string IdentityPath = "/api/v1/namespaces/kube-system";

    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentDictionary<FakeWatchStream, byte> _watches = new();
    private TaskCompletionSource _arrived = NewSignal();
    private volatile TaskCompletionSource? _cut;
    private volatile TaskCompletionSource? _held;
    private int _inFlight;
    private int _mostInFlight;

    public string Uid { get; set; } = uid;

    public HttpStatusCode IdentityStatus { get; set; } = HttpStatusCode.OK;

    public HttpStatusCode ReadinessStatus { get; set; } = HttpStatusCode.OK;

    public IReadOnlyList<string> Requests => [.. _requests];

    public int Probes => Requests.Count(request => request.EndsWith(IdentityPath, StringComparison.Ordinal) || request.EndsWith("/readyz", StringComparison.Ordinal));

    /// <summary>The most requests for objects that were under way at once.</summary>
    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    public int OpenWatches => _watches.Count;

    /// <summary>From now on nothing is answered, and watches are silent.</summary>
    public void CutOff() => _cut = NewSignal();

    /// <summary>Answers again; what was asked meanwhile gets its answer now.</summary>
    public void Reconnect()
    {
        _cut?.TrySetResult();
        _cut = null;
    }

    /// <summary>Holds the answers to requests for objects back, but not those to probes.</summary>
    public void Hold() => _held = NewSignal();

    public void LetGo()
    {
        _held?.TrySetResult();
        _held = null;
    }

    /// <summary>Breaks every open watch, as a lost connection does.</summary>
    public void BreakWatches()
    {
        foreach (var watch in _watches.Keys)
        {
            watch.Break();
        }
    }

    /// <summary>Tells every open watch of a ConfigMap.</summary>
    public void Tell(string name, int version)
    {
        foreach (var watch in _watches.Keys)
        {
            watch.Write($$"""{"type":"ADDED","object":{{ConfigMapJson(name, version)}}}""" + "\n");
        }
    }

    public async Task WaitForAsync(Func<FakeServer, bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            var arrived = Volatile.Read(ref _arrived).Task;
            if (condition(this))
            {
                return;
            }

            await arrived.WaitAsync(cancellationToken);
        }
    }

    public FakeConnection Connect(ClusterName cluster, TimeProvider time) => new(this, cluster, time);

    internal async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        _requests.Enqueue($"{request.Method} {path}");
        Signal();
        if (_cut is { } cut)
        {
            await cut.Task.WaitAsync(cancellationToken);
        }

        return path switch
        {
            IdentityPath => Json($$"""{"metadata":{"name":"kube-system","uid":"{{Uid}}"} }""", IdentityStatus),
            "/readyz" => Json("ok", ReadinessStatus),
            _ when request.RequestUri.Query.Contains("watch=true", StringComparison.Ordinal) => Watch(),
            _ => await AnswerObjectAsync(path, cancellationToken),
        };
    }

    internal void Forget(FakeWatchStream watch)
    {
        _watches.TryRemove(watch, out _);
        Signal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string ConfigMapJson(string name, int version) =>
        $$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"{{name}}","namespace":"shop","uid":"u","resourceVersion":"{{version}}"} }""";

    private static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private void Signal() => Interlocked.Exchange(ref _arrived, NewSignal()).TrySetResult();

    private async Task<HttpResponseMessage> AnswerObjectAsync(string path, CancellationToken cancellationToken)
    {
        var now = Interlocked.Increment(ref _inFlight);
        try
        {
            for (var most = MostInFlight; now > most; most = MostInFlight)
            {
                Interlocked.CompareExchange(ref _mostInFlight, now, most);
            }

            if (_held is { } held)
            {
                await held.Task.WaitAsync(cancellationToken);
            }

            return path.EndsWith("configmaps", StringComparison.Ordinal)
                ? Json("""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"10"},"items":[]}""")
                : Json(ConfigMapJson(path[(path.LastIndexOf('/') + 1)..], 1));
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private HttpResponseMessage Watch()
    {
        var watch = new FakeWatchStream(this);
        _watches[watch] = 0;
        Signal();
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(watch) { Headers = { { "Content-Type", "application/json" } } } };
    }
}
