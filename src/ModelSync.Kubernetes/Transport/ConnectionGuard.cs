using System.Net;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Says which of the addresses that a server's name has right now may be connected to; where none may, it throws, in words that name a remedy.</summary>
/// <param name="server">The server as it was named, and its port.</param>
/// <param name="addresses">Its addresses; at least one.</param>
/// <param name="cancellationToken">Ends it.</param>
public delegate ValueTask<IReadOnlyList<IPAddress>> ConnectionGuard(DnsEndPoint server, IReadOnlyList<IPAddress> addresses, CancellationToken cancellationToken);
