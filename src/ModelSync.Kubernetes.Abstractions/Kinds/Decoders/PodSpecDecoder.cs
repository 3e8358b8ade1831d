using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 PodSpec.</summary>
internal static class PodSpecDecoder
{
    public static PodSpec Decode(ProtobufReader message)
    {
        string? nodeName = null, serviceAccount = null, restartPolicy = null;
        long? gracePeriod = null;
        var containers = default(RepeatedField<Container>);
        var initContainers = default(RepeatedField<Container>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 2:
                    containers.Add(message, DecodeContainer(message.ReadMessage()));
                    break;
                case 3:
                    restartPolicy = Omit.Empty(message.ReadShared());
                    break;
                case 4:
                    gracePeriod = message.ReadInt64();
                    break;
                case 8:
                    serviceAccount = Omit.Empty(message.ReadShared());
                    break;
                case 10:
                    nodeName = Omit.Empty(message.ReadShared());
                    break;
                case 20:
                    initContainers.Add(message, DecodeContainer(message.ReadMessage()));
                    break;
            }
        }

        return new PodSpec
        {
            NodeName = nodeName,
            ServiceAccountName = serviceAccount,
            RestartPolicy = restartPolicy,
            TerminationGracePeriodSeconds = gracePeriod,
            InitContainers = initContainers.ToList(),
            Containers = containers.ToList(),
        };
    }

    private static Container DecodeContainer(ProtobufReader message)
    {
        var name = string.Empty;
        string? image = null;
        var ports = default(RepeatedField<ContainerPort>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    name = message.ReadShared();
                    break;
                case 2:
                    image = Omit.Empty(message.ReadShared());
                    break;
                case 6:
                    ports.Add(message, DecodePort(message.ReadMessage()));
                    break;
            }
        }

        return new Container { Name = name, Image = image, Ports = ports.ToList() };
    }

    private static ContainerPort DecodePort(ProtobufReader message)
    {
        string? name = null, protocol = null;
        var port = 0;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    name = Omit.Empty(message.ReadShared());
                    break;
                case 3:
                    port = message.ReadInt32();
                    break;
                case 4:
                    protocol = Omit.Empty(message.ReadShared());
                    break;
            }
        }

        return new ContainerPort { Name = name, Port = port, Protocol = protocol };
    }
}
