namespace ModelSync.Kubernetes.Selectors;

/// <summary>What a <see cref="LabelRequirement"/> asks of a label.</summary>
public enum LabelOperator
{
    /// <summary><c>key=value</c> (or <c>key==value</c>): the label has this value.</summary>
    Equal,

    /// <summary><c>key!=value</c>: the label has another value or is absent.</summary>
    NotEqual,

    /// <summary><c>key in (a,b)</c>: the label has one of these values.</summary>
    In,

    /// <summary><c>key notin (a,b)</c>: the label has none of these values or is absent.</summary>
    NotIn,

    /// <summary><c>key</c>: the label is present.</summary>
    Exists,

    /// <summary><c>!key</c>: the label is absent.</summary>
    DoesNotExist,

    /// <summary><c>key&gt;1</c>: the label is an integer above this one.</summary>
    GreaterThan,

    /// <summary><c>key&lt;5</c>: the label is an integer below this one.</summary>
    LessThan,
}
