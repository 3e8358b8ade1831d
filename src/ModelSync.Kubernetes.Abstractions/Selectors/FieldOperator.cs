namespace ModelSync.Kubernetes.Selectors;

/// <summary>What a <see cref="FieldRequirement"/> asks of a field.</summary>
public enum FieldOperator
{
    /// <summary><c>field=value</c> (or <c>field==value</c>).</summary>
    Equal,

    /// <summary><c>field!=value</c>.</summary>
    NotEqual,
}
