namespace ModelSync.Playground.ControlPlane.Arguments;

/// <summary>The ports of 127.0.0.1 that one control plane listens on.</summary>
internal sealed record ComponentPorts(int ApiServer, int Etcd, int EtcdPeer, int ControllerManager, int Scheduler)
{
    public const int Count = 5;

    public string ApiServerUrl => Url(ApiServer);

    public string EtcdUrl => Url(Etcd);

    public string EtcdPeerUrl => Url(EtcdPeer);

    public static ComponentPorts From(int[] ports) => new(ports[0], ports[1], ports[2], ports[3], ports[4]);

    public static string Url(int port) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}");
}
