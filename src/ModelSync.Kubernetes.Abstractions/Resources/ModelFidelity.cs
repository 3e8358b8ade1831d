namespace ModelSync.Kubernetes.Resources;

/// <summary>Whether a round trip through a model loses fields (openshift/origin #5505).</summary>
public enum ModelFidelity
{
    /// <summary>The model knows only some fields: it may be read, created, applied and patched, never replaced.</summary>
    Subset,

    /// <summary>The model knows or carries along every field, so that it may be replaced as a whole.</summary>
    Lossless,
}
