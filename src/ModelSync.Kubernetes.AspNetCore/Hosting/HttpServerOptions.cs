using System.Net;

namespace ModelSync.Kubernetes.AspNetCore.Hosting;

/// <summary>Where an <see cref="HttpServer"/> listens and how much it takes from whoever connects.</summary>
public sealed record HttpServerOptions
{
    /// <summary>Where it listens; port 0 takes any free port. <see cref="ListenAddress"/> reads one from text.</summary>
    public required IPEndPoint Address { get; init; }

    /// <summary>How many connections may be open at once; further ones are closed unanswered.</summary>
    public int MaxConnections { get; init; } = 128;

    /// <summary>How long an idle connection stays open.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long a client may take to send a request's headers.</summary>
    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long requests under way may take to end when the server stops; then they are cut off.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
