namespace ModelSync.Cli.Arguments;

/// <summary>What the operands of a command name.</summary>
internal enum OperandKind
{
    /// <summary>Nothing that can be completed.</summary>
    Other,

    /// <summary>ModelRollouts.</summary>
    Rollout,

    /// <summary>ModelVersions.</summary>
    Version,

    /// <summary>Models.</summary>
    Model,

    /// <summary>Files.</summary>
    File,

    /// <summary>Shells.</summary>
    Shell,
}
