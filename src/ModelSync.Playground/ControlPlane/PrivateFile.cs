namespace ModelSync.Playground.ControlPlane;

/// <summary>Files that hold keys or tokens: nobody else can read them, not even for the moment between creation and a chmod.</summary>
internal static class PrivateFile
{
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public const UnixFileMode DirectoryMode = FileMode | UnixFileMode.UserExecute;

    public static void Write(string path, string content)
    {
        // CreateNew, so that a file with laxer permissions is never taken over.
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }
}
