namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>One key of a mapping, with the key's own place, and its value.</summary>
internal sealed record MappingEntry(ScalarNode Key, ConfigNode Value);
