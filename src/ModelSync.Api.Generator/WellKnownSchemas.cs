using ModelSync.Api.Schema;

namespace ModelSync.Api.Generator;

/// <summary>The schemas of types that Kubernetes defines.</summary>
internal static class WellKnownSchemas
{
    private const string LabelKey = @"^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";
    private const string LabelKeyInWords = "the key of a label, such as region or example.com/region";

    // As in metav1.Condition.
    private const string ConditionType = @"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$";
    private const string ConditionReason = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$";

    /// <summary>One observation about an object: metav1.Condition with its patterns and lengths.</summary>
    public static SchemaNode Condition { get; } = new()
    {
        Type = SchemaType.Object,
        Description = "One observation about the object.",
        Required = ["lastTransitionTime", "message", "reason", "status", "type"],
        Properties = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal)
        {
            ["type"] = new()
            {
                Type = SchemaType.String,
                Description = "What is observed, in CamelCase.",
                MaxSize = 316,
                Pattern = ConditionType,
                PatternInWords = "a word in CamelCase, such as Ready",
            },
            ["status"] = new() { Type = SchemaType.String, Description = "Whether it is so.", Values = ["True", "False", "Unknown"] },
            ["observedGeneration"] = new()
            {
                Type = SchemaType.Int64,
                Description = "The generation that the observation is about; out of date when metadata.generation is higher.",
                Minimum = 0,
                Maximum = Limits.MaxInteger,
            },
            ["lastTransitionTime"] = new() { Type = SchemaType.Time, Description = "When the status last changed." },
            ["reason"] = new()
            {
                Type = SchemaType.String,
                Description = "Why, in one word for programs.",
                MinSize = 1,
                MaxSize = 1024,
                Pattern = ConditionReason,
                PatternInWords = "a word in CamelCase, such as GateFailed",
            },
            ["message"] = new() { Type = SchemaType.String, Description = "Why, in a sentence for people.", MaxSize = Limits.ConditionMessage },
        },
    };

    /// <summary>A selector by labels: metav1.LabelSelector.</summary>
    public static SchemaNode LabelSelector { get; } = new()
    {
        Type = SchemaType.Object,
        Description = "A selector by labels: all of its members have to fit.",
        Properties = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal)
        {
            ["matchLabels"] = new()
            {
                Type = SchemaType.Map,
                Description = "Labels that must be there with exactly these values.",
                MaxSize = 20,
                Items = new SchemaNode { Type = SchemaType.String, MaxSize = Limits.Label },
            },
            ["matchExpressions"] = new()
            {
                Type = SchemaType.List,
                Description = "Further conditions on labels.",
                MaxSize = 20,
                Items = MatchExpression,
            },
        },
    };

    private static SchemaNode MatchExpression => new()
    {
        Type = SchemaType.Object,
        Description = "A condition on one label.",
        Required = ["key", "operator"],
        Properties = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal)
        {
            ["key"] = new()
            {
                Type = SchemaType.String,
                Description = "The label's key.",
                MinSize = 1,
                MaxSize = 317,
                Pattern = LabelKey,
                PatternInWords = LabelKeyInWords,
            },
            ["operator"] = new()
            {
                Type = SchemaType.String,
                Description = "In: the label has one of the values. NotIn: it has none of them, or is absent. Exists: it is there. DoesNotExist: it is not.",
                Values = ["In", "NotIn", "Exists", "DoesNotExist"],
            },
            ["values"] = new()
            {
                Type = SchemaType.List,
                Description = "The values of In and NotIn; left out with the other operators.",
                MaxSize = 50,
                Items = new SchemaNode { Type = SchemaType.String, MaxSize = Limits.Label },
            },
        },
    };

    /// <summary>The object's metadata, of which a CRD may say nothing but how long the name is.</summary>
    public static SchemaNode Metadata(int maxNameLength) => new()
    {
        Type = SchemaType.FreeForm,
        Properties = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal)
        {
            ["name"] = new() { Type = SchemaType.String, MaxSize = maxNameLength },
        },
    };
}
