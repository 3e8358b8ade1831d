using System.Globalization;
using System.Net;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Pods;

/// <summary>A port of a pod.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Port">The number of the port.</param>
/// <param name="IsHttp2">Whether it speaks HTTP/2 without TLS, and nothing else.</param>
internal sealed record PodEndpoint(ScenePod Pod, int Port, bool IsHttp2 = false)
{
    /// <summary>The pod's address; null when it has none that can be read.</summary>
    public IPEndPoint? Address => IPAddress.TryParse(Pod.Address, out var address) ? new IPEndPoint(address, Port) : null;

    /// <summary>The pod and port for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"pod {Pod.Key.Name}:{Port}");
}
