using ModelSync.Kubernetes.Caching;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;
using ModelSync.Kubernetes.Tests.Client;
using ModelSync.Testing;
using ModelSync.Testing.Api;

namespace ModelSync.Kubernetes.Tests.Caching;

/// <summary>An informer over the real client and a connection: what servers do, word by word.</summary>
public sealed class InformerWireTests : ClientFixture
{
    private const string Path = "/api/v1/configmaps";

    private readonly EventLog<ConfigMap> _told = new();

    private RecordingLoggerFactory Logs { get; } = new();

    [Test]
    public async Task A_list_fills_the_cache_and_a_watch_keeps_it_equal()
    {
        var changes = new TaskCompletionSource();
        Server.Expect(
            HttpMethod.Get,
            Path,
            ScriptedAnswer.Json(List("10", ConfigMapJson("a", "5"), ConfigMapJson("b", "6"))),
            ScriptedAnswer.Stream()
                .WaitFor(changes.Task)
                .WriteLine(Event("MODIFIED", ConfigMapJson("a", "11")))
                .WriteLine(Event("DELETED", ConfigMapJson("b", "12")))
                .WriteLine(Event("ADDED", ConfigMapJson("c", "13")))
                .Hang());
        await using var run = Start();

        await run.Informer.WaitForSyncAsync(Token);
        Assert.That(run.Informer.List().Select(map => map.Metadata.Name), Is.EquivalentTo(new[] { "a", "b" }));
        changes.SetResult();
        await _told.WaitForAsync(5, Token);

        Assert.That(
            _told.Texts,
            Is.EqualTo(new[] { "Added shop/a @5 initial", "Added shop/b @6 initial", "Updated shop/a @5 to @11", "Deleted shop/b @6", "Added shop/c @13" }));
        Assert.That(Server.Requests[0].RawQuery, Is.EqualTo("resourceVersion=0&limit=500"));
        Assert.That(Server.Requests[1].Query["resourceVersion"], Is.EqualTo("10"));
    }

    private static string List(string version, params string[] items) =>
        $$"""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}"},"items":[{{string.Join(',', items)}}]}""";

    private static string Event(string type, string json) => $$"""{"type":"{{type}}","object":{{json}}}""";

    private RunningInformer<ConfigMap> Start(InformerOptions<ConfigMap>? options = null)
    {
        var services = new RuntimeServices { TimeProvider = Clock, LoggerFactory = Logs, Jitter = () => 0 };
        var informer = new Informer<ConfigMap>(Client, ResourceType.Of<ConfigMap>(), options ?? new InformerOptions<ConfigMap> { Resync = TimeSpan.Zero }, services);
        informer.Subscribe(_told.Add);
        return new RunningInformer<ConfigMap>(informer);
    }
}
