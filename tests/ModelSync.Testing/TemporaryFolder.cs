using System.Runtime.Versioning;

namespace ModelSync.Testing;

/// <summary>A new folder that goes with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Creates the folder.</summary>
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("modelsync-").FullName;

    /// <summary>The folder's path.</summary>
    public string Root { get; }

    /// <summary>The path of a file in the folder.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file whole, so that no reader sees half of it, and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name + ".new"], text);
        File.Move(this[name + ".new"], this[name], overwrite: true);
        return this[name];
    }

    /// <summary>Writes a shell script that may be run, and returns its path.</summary>
    [UnsupportedOSPlatform("windows")]
    public string WriteScript(string name, string body)
    {
        var path = Write(name, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>The lines of a file; none when there is no such file.</summary>
    public string[] Lines(string name) => File.Exists(this[name]) ? File.ReadAllLines(this[name]) : [];

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Root, recursive: true);
}
