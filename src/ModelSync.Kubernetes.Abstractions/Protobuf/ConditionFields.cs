using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>Reads the conditions of built-in kinds: type and status are fields 1 and 2 in all of them, and each numbers the others in its own way.</summary>
/// <param name="LastTransitionTime">The number of that field.</param>
/// <param name="Reason">The number of that field.</param>
/// <param name="Message">The number of that field.</param>
/// <param name="ObservedGeneration">The number of that field; 0 where there is none.</param>
public sealed record ConditionFields(int LastTransitionTime, int Reason, int Message, int ObservedGeneration = 0)
{
    /// <summary>The condition at which the reader stands.</summary>
    public Condition Decode(ProtobufReader message)
    {
        var (type, status) = (string.Empty, string.Empty);
        string? reason = null;
        string? text = null;
        KubeTime? time = null;
        long? generation = null;
        while (message.ReadField())
        {
            var number = message.FieldNumber;
            if (number == 1)
            {
                type = message.ReadShared();
            }
            else if (number == 2)
            {
                status = message.ReadShared();
            }
            else if (number == LastTransitionTime)
            {
                time = message.ReadTime();
            }
            else if (number == Reason)
            {
                reason = Omit.Empty(message.ReadShared());
            }
            else if (number == Message)
            {
                text = Omit.Empty(message.ReadShared());
            }
            else if (number == ObservedGeneration)
            {
                generation = Omit.Zero(message.ReadInt64());
            }
        }

        return new Condition { Type = type, Status = status, ObservedGeneration = generation, LastTransitionTime = time, Reason = reason, Message = text };
    }
}
