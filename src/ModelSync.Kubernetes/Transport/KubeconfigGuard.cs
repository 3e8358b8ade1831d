using System.Net;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>Keeps a stranger's kubeconfig from leading us to addresses that its policy does not allow.</summary>
internal static class KubeconfigGuard
{
    /// <summary>The guard that a policy asks for; null where everything is allowed.</summary>
    public static ConnectionGuard? Of(AddressPolicy? policy) =>
        policy is null ? null : (server, addresses, _) => ValueTask.FromResult<IReadOnlyList<IPAddress>>(Allowed(policy, server, addresses));

    private static IPAddress[] Allowed(AddressPolicy policy, DnsEndPoint server, IReadOnlyList<IPAddress> addresses) =>
        addresses.Where(policy.Allows).ToArray() is { Length: > 0 } allowed
            ? allowed
            : throw new HttpRequestException(
                HttpRequestError.ConnectionError,
                $"{server.Host} resolves to {string.Join(", ", addresses)}, which a kubeconfig from a stranger may not lead us to; use an address that other machines reach.");
}
