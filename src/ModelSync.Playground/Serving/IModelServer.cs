using System.Net;

namespace ModelSync.Playground.Serving;

/// <summary>The real HTTP server behind one container of a simulated pod; its disposal is the death of the process: connections are reset.</summary>
public interface IModelServer : IAsyncDisposable
{
    /// <summary>Where it listens, on loopback.</summary>
    IPEndPoint EndPoint { get; }

    /// <summary>What its readiness endpoints answer.</summary>
    bool IsReady { get; set; }

    /// <summary>How it serves; a change holds from the next request on.</summary>
    ServingBehavior Behavior { get; set; }

    /// <summary>What it has written to its standard output: a start line and one line for each request.</summary>
    ILogText Log { get; }

    /// <summary>Answers what it has begun and takes no new connection, as a server does on SIGTERM; returns at the latest when cancelled.</summary>
    Task DrainAsync(CancellationToken cancellationToken);
}
