namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>A single value, with the type that YAML gives it.</summary>
internal sealed class ScalarNode(string value, ScalarKind kind, int line, int column) : ConfigNode(line, column)
{
    /// <summary>The value as it was written, without quotes.</summary>
    public string Value { get; } = value;

    public ScalarKind Kind { get; } = kind;

    public override string Describe() => Kind switch
    {
        ScalarKind.Null => "null",
        ScalarKind.Boolean => "a boolean",
        ScalarKind.Integer or ScalarKind.Float => "a number",
        _ => "a string",
    };
}
