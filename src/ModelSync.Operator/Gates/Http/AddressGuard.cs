using System.Net;

namespace ModelSync.Operator.Gates.Http;

/// <summary>Tells which addresses gates may make the operator connect to.</summary>
internal sealed class AddressGuard(GateHttpOptions options)
{
    /// <summary>Whether an address that a user's name resolved to may be connected to. An API server's host is out of bounds with all of its ports.</summary>
    public bool AllowsUser(IPEndPoint server) =>
        options.Addresses.Allows(server.Address)
        && !options.ApiServers().Any(api => Same(api.Address, server.Address) && (api.Port == server.Port || !IPAddress.IsLoopback(api.Address)));

    /// <summary>Whether a pod's address may be connected to. A pod in the network of its node may have the API server's address, and another port.</summary>
    public bool AllowsPod(IPEndPoint server) =>
        options.Addresses.Allows(server.Address) && !options.ApiServers().Any(api => Same(api.Address, server.Address) && api.Port == server.Port);

    private static bool Same(IPAddress one, IPAddress other) => Plain(one).Equals(Plain(other));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
