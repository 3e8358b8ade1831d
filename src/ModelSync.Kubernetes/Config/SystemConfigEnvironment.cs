namespace ModelSync.Kubernetes.Config;

/// <summary>The environment of this process.</summary>
public sealed class SystemConfigEnvironment : IConfigEnvironment
{
    private SystemConfigEnvironment()
    {
    }

    /// <summary>The only instance.</summary>
    public static SystemConfigEnvironment Instance { get; } = new();

    /// <inheritdoc />
    // HOME comes first on Windows too, as for kubectl.
    public string? HomeDirectory =>
        GetVariable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } profile ? profile : null;

    /// <inheritdoc />
    public string CurrentDirectory => Environment.CurrentDirectory;

    /// <inheritdoc />
    public char PathListSeparator => Path.PathSeparator;

    /// <inheritdoc />
    public string? GetVariable(string name) => Environment.GetEnvironmentVariable(name);

    /// <inheritdoc />
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc />
    public byte[]? ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
