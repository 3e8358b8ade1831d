namespace ModelSync.Cli.Completion;

/// <summary>Names that have to be looked up.</summary>
internal enum NameKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Rollouts of the namespace.</summary>
    Rollouts,

    /// <summary>ModelVersions of the namespace.</summary>
    Versions,

    /// <summary>Models that the namespace has versions of.</summary>
    Models,

    /// <summary>Namespaces.</summary>
    Namespaces,

    /// <summary>Contexts of the kubeconfig.</summary>
    Contexts,
}
