namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>The types that a YAML scalar can have.</summary>
internal enum ScalarKind
{
    String,
    Null,
    Boolean,
    Integer,
    Float,
}
