namespace ModelSync.Kubernetes.Client;

/// <summary>What the server does with fields that it does not know (Kubernetes 1.25 and later; older servers drop them silently).</summary>
public enum FieldValidation
{
    /// <summary>Refuses the request, naming every such field.</summary>
    Strict,

    /// <summary>Drops them and says so in a warning.</summary>
    Warn,

    /// <summary>Drops them.</summary>
    Ignore,
}
