using System.Net;

namespace ModelSync.Kubernetes.Config;

/// <summary>
/// Which addresses a connection may be made to. A stranger's kubeconfig is judged by what it names when it is read, and by what the name resolves to
/// each time that a connection is made: a name may lead to our own machine or to a cloud's metadata service, today or tomorrow.
/// Behind a proxy from our own environment (HTTPS_PROXY, HTTP_PROXY) the latter does not happen: the proxy resolves the name and connects, so it is the
/// proxy that must keep strangers out.
/// </summary>
/// <param name="AllowLoopback">Whether our own machine may be reached.</param>
/// <param name="AllowLinkLocal">Whether link-local and metadata addresses may be reached.</param>
public sealed record AddressPolicy(bool AllowLoopback = false, bool AllowLinkLocal = false)
{
    /// <summary>Whether a connection may be made to the address.</summary>
    public bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return NetworkAddresses.ReachOf(address) switch
        {
            NetworkReach.Loopback => AllowLoopback,
            NetworkReach.LinkLocal => AllowLinkLocal,
            NetworkReach.NoHost => false,
            _ => true,
        };
    }
}
