namespace ModelSync.Playground.Network;

/// <summary>Knows hosts of a virtual network that change with the cluster, such as Services.</summary>
internal interface IVirtualResolver
{
    /// <summary>The pod address and port that stand behind a host and port; null where there are none. Quick, and safe from many threads.</summary>
    VirtualAddress? Resolve(string host, int port);
}
