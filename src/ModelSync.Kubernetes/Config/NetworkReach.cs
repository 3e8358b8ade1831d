namespace ModelSync.Kubernetes.Config;

/// <summary>How far an address reaches, as far as it matters for requests that a stranger makes us send.</summary>
internal enum NetworkReach
{
    /// <summary>Some machine, public or private.</summary>
    Ordinary,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>The link, where clouds serve credentials as "metadata".</summary>
    LinkLocal,

    /// <summary>Multicast, broadcast and reserved addresses.</summary>
    NoHost,
}
