namespace ModelSync.Playground.ControlPlane;

internal static class Executable
{
    /// <summary>Whether there is a file that someone may execute.</summary>
    public static bool IsAt(string path)
    {
        const UnixFileMode Anyone = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Anyone) != UnixFileMode.None);
    }
}
