namespace ModelSync.Playground.Serving;

/// <summary>The model servers of a playground: thousands of real HTTP servers on loopback in one process.</summary>
public interface IModelServers : IAsyncDisposable
{
    /// <summary>Starts one; it listens when this returns, and calls itself ready when <see cref="IModelServer.IsReady"/> is set.</summary>
    IModelServer Start(ModelServerIdentity identity, ServingBehavior behavior);
}
