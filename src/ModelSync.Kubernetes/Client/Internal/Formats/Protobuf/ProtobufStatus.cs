using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Client.Internal.Formats.Protobuf;

/// <summary>Reads metav1.Status.</summary>
internal static class ProtobufStatus
{
    public static ApiStatus Decode(ProtobufReader message)
    {
        string? status = null, text = null, reason = null;
        ApiStatusDetails? details = null;
        int? code = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 2:
                    status = Omit.Empty(message.ReadString());
                    break;
                case 3:
                    text = Omit.Empty(message.ReadString());
                    break;
                case 4:
                    reason = Omit.Empty(message.ReadString());
                    break;
                case 5:
                    details = DecodeDetails(message.ReadMessage());
                    break;
                case 6:
                    code = Omit.Zero(message.ReadInt32());
                    break;
            }
        }

        return new ApiStatus { Status = status, Message = text, Reason = reason, Details = details, Code = code };
    }

    private static ApiStatusDetails DecodeDetails(ProtobufReader message)
    {
        string? name = null, group = null, kind = null, uid = null;
        int? retryAfter = null;
        var causes = default(RepeatedField<ApiStatusCause>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    name = Omit.Empty(message.ReadString());
                    break;
                case 2:
                    group = Omit.Empty(message.ReadString());
                    break;
                case 3:
                    kind = Omit.Empty(message.ReadString());
                    break;
                case 4:
                    causes.Add(message, DecodeCause(message.ReadMessage()));
                    break;
                case 5:
                    retryAfter = Omit.Zero(message.ReadInt32());
                    break;
                case 6:
                    uid = Omit.Empty(message.ReadString());
                    break;
            }
        }

        return new ApiStatusDetails { Name = name, Group = group, Kind = kind, Uid = uid, Causes = causes.ToList(), RetryAfterSeconds = retryAfter };
    }

    private static ApiStatusCause DecodeCause(ProtobufReader message)
    {
        string? reason = null, text = null, field = null;
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    reason = Omit.Empty(message.ReadString());
                    break;
                case 2:
                    text = Omit.Empty(message.ReadString());
                    break;
                case 3:
                    field = Omit.Empty(message.ReadString());
                    break;
            }
        }

        return new ApiStatusCause { Reason = reason, Message = text, Field = field };
    }
}
