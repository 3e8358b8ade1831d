namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>
/// Typed access to one mapping, as strict about types as kubectl: no number or boolean stands for a string and no string for a boolean; null is absence.
/// Errors name the field and its place, and never its value, which may be a secret.
/// </summary>
internal sealed class FieldReader(DocumentSource source, string path, MappingNode node)
{
    public DocumentSource Source { get; } = source;

    public string Path { get; } = path;

    public MappingNode Node { get; } = node;

    /// <summary>Reads the root of a document; no document at all counts as an empty one, as for kubectl.</summary>
    public static FieldReader Root(DocumentSource source, ConfigNode? root) => root switch
    {
        null or ScalarNode { Kind: ScalarKind.Null } => new FieldReader(source, path: "", MappingNode.Empty),
        MappingNode mapping => new FieldReader(source, path: "", mapping),
        _ => throw source.Error(KubeConfigProblem.Invalid, root.Line, root.Column, field: null, $"a kubeconfig is a mapping, not {root.Describe()}"),
    };

    /// <summary>The path of a field of this mapping.</summary>
    public string PathOf(string field) => Path.Length == 0 ? Quoted.Key(field) : $"{Path}.{Quoted.Key(field)}";

    /// <summary>The error that a field of this mapping gives, at the place of the field's key.</summary>
    public KubeConfigException Error(KubeConfigProblem problem, string field, string message)
    {
        var at = Node.Find(field)?.Key ?? (ConfigNode)Node;
        return Source.Error(problem, at.Line, at.Column, PathOf(field), message);
    }

    /// <summary>The string of a field; null where it is absent, null or empty, which kubectl does not tell apart.</summary>
    public string? String(string field) => Value(field) switch
    {
        null => null,
        ScalarNode { Kind: ScalarKind.String } scalar => scalar.Value.Length == 0 ? null : scalar.Value,
        var value => throw WrongKind(field, value, "a string"),
    };

    /// <summary>The boolean of a field; false where it is absent.</summary>
    public bool Boolean(string field) => Value(field) switch
    {
        null => false,
        ScalarNode { Kind: ScalarKind.Boolean } scalar => ScalarTypes.ToBoolean(scalar.Value),
        ScalarNode { Kind: ScalarKind.String } => throw Error(KubeConfigProblem.Invalid, field, "is a string but must be a boolean; write true or false without quotes"),
        var value => throw WrongKind(field, value, "a boolean"),
    };

    /// <summary>The bytes that a field carries in base64, line breaks and all; null where it is absent or empty.</summary>
    public ReadOnlyMemory<byte>? Base64(string field)
    {
        if (String(field) is not { } text)
        {
            return null;
        }

        if (!System.Buffers.Text.Base64.IsValid(text))
        {
            throw Error(KubeConfigProblem.Invalid, field, "is not base64; fields that end in -data carry the content itself in base64, those without it the path of a file");
        }

        var bytes = Convert.FromBase64String(text);
        return bytes.Length == 0 ? null : bytes;
    }

    /// <summary>A reader of the mapping in a field; null where it is absent.</summary>
    public FieldReader? Mapping(string field) => Value(field) switch
    {
        null => null,
        MappingNode mapping => new FieldReader(Source, PathOf(field), mapping),
        var value => throw WrongKind(field, value, "a mapping"),
    };

    /// <summary>Readers of the mappings in a list; none where it is absent.</summary>
    public IReadOnlyList<FieldReader> Mappings(string field) =>
    [
        .. List(field).Select((item, index) => item is MappingNode mapping
            ? new FieldReader(Source, $"{PathOf(field)}[{index}]", mapping)
            : throw WrongItem(field, index, item, "a mapping")),
    ];

    /// <summary>The strings in a list, empty ones included; none where it is absent.</summary>
    public IReadOnlyList<string> Strings(string field) =>
    [
        .. List(field).Select((item, index) => item is ScalarNode { Kind: ScalarKind.String } scalar
            ? scalar.Value
            : throw WrongItem(field, index, item, "a string")),
    ];

    /// <summary>The value of a field; null where it is absent or null.</summary>
    public ConfigNode? Value(string field) => Node.Find(field)?.Value is { } value and not ScalarNode { Kind: ScalarKind.Null } ? value : null;

    private IReadOnlyList<ConfigNode> List(string field) => Value(field) switch
    {
        null => [],
        SequenceNode sequence => sequence.Items,
        var value => throw WrongKind(field, value, "a list"),
    };

    private KubeConfigException WrongKind(string field, ConfigNode actual, string expected) =>
        Error(KubeConfigProblem.Invalid, field, $"is {actual.Describe()} but must be {expected}{Remedy(actual, expected)}");

    private KubeConfigException WrongItem(string field, int index, ConfigNode actual, string expected) => Source.Error(
        KubeConfigProblem.Invalid, actual.Line, actual.Column, $"{PathOf(field)}[{index}]", $"is {actual.Describe()} but must be {expected}{Remedy(actual, expected)}");

    private static string Remedy(ConfigNode actual, string expected) =>
        actual is ScalarNode && string.Equals(expected, "a string", StringComparison.Ordinal) ? "; put it in quotes" : "";
}
