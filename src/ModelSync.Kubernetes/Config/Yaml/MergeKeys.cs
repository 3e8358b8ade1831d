namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>What stands behind a YAML merge key (`&lt;&lt;`).</summary>
internal sealed class MergeKeys(DocumentSource source, bool refused)
{
    /// <summary>Throws where merge keys are refused: they bring in fields that do not stand where a reader looks for them.</summary>
    public void Refuse(ConfigNode key)
    {
        if (refused)
        {
            throw source.Error(
                KubeConfigProblem.Insecure, key.Line, key.Column, field: null, "merge keys (<<) are refused in a kubeconfig from a Secret; write the fields out");
        }
    }

    /// <summary>The mappings that a merge key takes its fields from, the strongest first.</summary>
    public IReadOnlyList<MappingNode> Parents(ConfigNode value) => value switch
    {
        MappingNode mapping => [mapping],
        SequenceNode sequence when sequence.Items.All(item => item is MappingNode) => [.. sequence.Items.Cast<MappingNode>()],
        _ => throw source.Error(
            KubeConfigProblem.Invalid, value.Line, value.Column, field: null, $"a merge key (<<) takes a mapping or a list of mappings, not {value.Describe()}"),
    };
}
