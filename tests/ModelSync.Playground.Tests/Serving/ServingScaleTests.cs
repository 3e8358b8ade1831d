using ModelSync.Playground.Serving;
using ModelSync.Testing;

namespace ModelSync.Playground.Tests.Serving;

/// <summary>What a server costs; budgets, not measurements.</summary>
[NonParallelizable]
[CancelAfter(120_000)]
internal sealed class ServingScaleTests
{
    private const int Servers = 2000;

    [Test]
    public async Task A_server_at_rest_costs_few_kilobytes_and_one_that_was_asked_not_many_more(CancellationToken cancellationToken)
    {
        await using var servers = await ModelServers.StartAsync(new ModelServersOptions(), cancellationToken);
        using var http = new HttpClient();
        await AskAsync(http, servers.Start(Identity(0), ServedModelFixture.Instant), cancellationToken);
        var before = ManagedBytes();
        var started = Enumerable.Range(1, Servers).Select(index => servers.Start(Identity(index), ServedModelFixture.Instant)).ToArray();
        var atRest = (ManagedBytes() - before) / Servers;
        await Parallel.ForEachAsync(started.Take(50), cancellationToken, async (server, token) => await AskAsync(http, server, token));
        http.Dispose();
        TestContext.Out.WriteLine($"a server at rest: {atRest} bytes of managed memory");
        Assert.That(atRest, Is.LessThan(10 * 1024));
        foreach (var server in started)
        {
            await server.DisposeAsync();
        }

        started = [];
        Assert.That((ManagedBytes() - before) / Servers, Is.LessThan(1024), "what has ended leaves nothing");
    }

    [Test]
    public async Task Each_server_has_one_descriptor_and_gives_it_back(CancellationToken cancellationToken)
    {
        await using var servers = await ModelServers.StartAsync(new ModelServersOptions(), cancellationToken);
        servers.Start(Identity(0), ServedModelFixture.Instant);
        var before = Descriptors();
        var started = Enumerable.Range(1, Servers).Select(index => servers.Start(Identity(index), ServedModelFixture.Instant)).ToArray();
        Assert.That(Descriptors() - before, Is.InRange(Servers - 100, Servers + 100));
        await Task.WhenAll(started.Select(server => server.DisposeAsync().AsTask()));
        await Eventually.TrueAsync(() => Descriptors() - before < 100, cancellationToken);
    }

    private static ModelServerIdentity Identity(int index) => ServedModelFixture.Identity(ModelRuntime.VLLM, index);

    private static async Task AskAsync(HttpClient http, IModelServer server, CancellationToken cancellationToken)
    {
        server.IsReady = true;
        using var answer = await http.GetAsync(new Uri($"http://{server.EndPoint}/metrics"), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static int Descriptors() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();

    private static long ManagedBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
