namespace ModelSync.Kubernetes.Config;

/// <summary>All that loading a configuration sees of the machine: variables and files, and nothing that could start a process or open a connection.</summary>
public interface IConfigEnvironment
{
    /// <summary>The home folder of the caller; null where there is none.</summary>
    string? HomeDirectory { get; }

    /// <summary>The absolute folder that relative paths of the caller start from.</summary>
    string CurrentDirectory { get; }

    /// <summary>What separates the paths in KUBECONFIG: ':' on Unix, ';' on Windows.</summary>
    char PathListSeparator { get; }

    /// <summary>The value of an environment variable; null where it is not set.</summary>
    string? GetVariable(string name);

    /// <summary>True where there is a file (no folder) at the path.</summary>
    bool FileExists(string path);

    /// <summary>The content of a file; null where there is none at the path.</summary>
    /// <exception cref="IOException">The file is there but cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or it is a folder.</exception>
    byte[]? ReadFile(string path);
}
