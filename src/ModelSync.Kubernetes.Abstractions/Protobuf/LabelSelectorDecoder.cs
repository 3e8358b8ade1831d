using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Protobuf;

/// <summary>Reads metav1.LabelSelector.</summary>
public static class LabelSelectorDecoder
{
    /// <summary>Reads the selector.</summary>
    public static LabelSelector Decode(ProtobufReader message)
    {
        var labels = default(MapField);
        var expressions = default(RepeatedField<LabelSelectorRequirement>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    labels.Add(message);
                    break;
                case 2:
                    expressions.Add(message, DecodeRequirement(message.ReadMessage()));
                    break;
            }
        }

        return new LabelSelector { MatchLabels = labels.ToMap(), MatchExpressions = expressions.ToList() };
    }

    private static LabelSelectorRequirement DecodeRequirement(ProtobufReader message)
    {
        var (key, @operator) = (string.Empty, string.Empty);
        var values = default(RepeatedField<string>);
        while (message.ReadField())
        {
            switch (message.FieldNumber)
            {
                case 1:
                    key = message.ReadShared();
                    break;
                case 2:
                    @operator = message.ReadShared();
                    break;
                case 3:
                    values.Add(message, message.ReadShared());
                    break;
            }
        }

        return new LabelSelectorRequirement { Key = key, Operator = @operator, Values = values.ToList() };
    }
}
