using System.Collections.Concurrent;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Tests.Nodes;

/// <summary>Small servers behind the seam: every request is answered with who answers, and logged.</summary>
internal sealed class FakeModelServers : IModelServers
{
    private readonly ConcurrentDictionary<string, FakeModelServer> _servers = new(StringComparer.Ordinal);

    public int Count => _servers.Count;

    public FakeModelServer? Find(string pod) => _servers.GetValueOrDefault(pod);

    public IModelServer Start(ModelServerIdentity identity, ServingBehavior behavior)
    {
        var server = new FakeModelServer(identity, behavior, gone => _servers.TryRemove(KeyValuePair.Create(identity.Pod, gone)));
        _servers[identity.Pod] = server;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }
}
