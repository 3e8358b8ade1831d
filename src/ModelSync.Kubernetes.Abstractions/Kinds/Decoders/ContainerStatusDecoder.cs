using ModelSync.Kubernetes.Protobuf;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds.Decoders;

/// <summary>Reads v1 ContainerStatus.</summary>
internal static class ContainerStatusDecoder
{
    public static ContainerStatus Decode(ProtobufReader message)
    {
        var (name, image, imageId) = (string.Empty, string.Empty, string.Empty);
        ContainerState? state = null, lastState = null;
        var ready = false;
        bool? started = null;
        var restarts = 0;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    name = message.ReadShared();
                    break;
                case 2:
                    state = DecodeState(message.ReadMessage());
                    break;
                case 3:
                    lastState = DecodeState(message.ReadMessage());
                    break;
                case 4:
                    ready = message.ReadBoolean();
                    break;
                case 5:
                    restarts = message.ReadInt32();
                    break;
                case 6:
                    image = message.ReadShared();
                    break;
                case 7:
                    imageId = message.ReadShared();
                    break;
                case 9:
                    started = message.ReadBoolean();
                    break;
            }
        }

        return new ContainerStatus
        {
            Name = name,
            Image = image,
            ImageID = imageId,
            Ready = ready,
            Started = started,
            RestartCount = restarts,
            State = state,
            LastState = lastState,
        };
    }

    private static ContainerState DecodeState(ProtobufReader message)
    {
        ContainerStateWaiting? waiting = null;
        ContainerStateRunning? running = null;
        ContainerStateTerminated? terminated = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    waiting = DecodeWaiting(message.ReadMessage());
                    break;
                case 2:
                    running = DecodeRunning(message.ReadMessage());
                    break;
                case 3:
                    terminated = DecodeTerminated(message.ReadMessage());
                    break;
            }
        }

        return new ContainerState { Waiting = waiting, Running = running, Terminated = terminated };
    }

    private static ContainerStateWaiting DecodeWaiting(ProtobufReader message)
    {
        string? reason = null, text = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    reason = Omit.Empty(message.ReadShared());
                    break;
                case 2:
                    text = Omit.Empty(message.ReadString());
                    break;
            }
        }

        return new ContainerStateWaiting { Reason = reason, Message = text };
    }

    private static ContainerStateRunning DecodeRunning(ProtobufReader message)
    {
        KubeTime? startedAt = null;
        while (message.ReadField())
        {
            if (message.FieldNumber == 1)
            {
                startedAt = message.ReadTime();
            }
        }

        return new ContainerStateRunning { StartedAt = startedAt };
    }

    private static ContainerStateTerminated DecodeTerminated(ProtobufReader message)
    {
        var exitCode = 0;
        string? reason = null, text = null;
        KubeTime? startedAt = null, finishedAt = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    exitCode = message.ReadInt32();
                    break;
                case 3:
                    reason = Omit.Empty(message.ReadShared());
                    break;
                case 4:
                    text = Omit.Empty(message.ReadString());
                    break;
                case 5:
                    startedAt = message.ReadTime();
                    break;
                case 6:
                    finishedAt = message.ReadTime();
                    break;
            }
        }

        return new ContainerStateTerminated { ExitCode = exitCode, Reason = reason, Message = text, StartedAt = startedAt, FinishedAt = finishedAt };
    }
}
