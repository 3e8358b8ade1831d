namespace ModelSync.Kubernetes.Config;

/// <summary>Paths in a kubeconfig, which start from the folder of the file that they stand in. Touches no file.</summary>
internal static class LocalPath
{
    /// <summary>The absolute path that a field means.</summary>
    public static string Resolve(KubeConfigOrigin origin, string field, string value)
    {
        if (value.Contains("://", StringComparison.Ordinal))
        {
            throw origin.Error(KubeConfigProblem.Invalid, field, $"is the URL {Quoted.Address(value)} but must be the path of a file");
        }

        if (Path.IsPathFullyQualified(value))
        {
            return Path.GetFullPath(value);
        }

        return origin.Directory is { } directory
            ? Path.GetFullPath(value, directory)
            : throw origin.Error(KubeConfigProblem.Invalid, field, $"is the relative path {Quoted.Value(value)}, but this kubeconfig is no file; write an absolute path");
    }

    /// <summary>The program that an exec plugin's `command` means: a name without a separator is looked up in PATH by whoever runs it.</summary>
    public static string ResolveCommand(KubeConfigOrigin origin, string field, string value) =>
        value.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || value.Contains(Path.AltDirectorySeparatorChar, StringComparison.Ordinal)
            ? Resolve(origin, field, value)
            : value;
}
