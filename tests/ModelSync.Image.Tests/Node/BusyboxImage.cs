using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace ModelSync.Image.Node;

/// <summary>A small image of busybox, written as `docker save` does.</summary>
internal sealed record BusyboxImage
{
    /// <summary>What it is called.</summary>
    public required string Reference { get; init; }

    /// <summary>What it runs: an applet of busybox with its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Further files, by path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Writes it into a file.</summary>
    public void Write(string path, string busybox)
    {
        var layer = Tar([new("bin/busybox", File.ReadAllBytes(busybox)), .. Files.Select(static file => new Entry(file.Key, Encoding.UTF8.GetBytes(file.Value)))]);
        var command = string.Join(", ", Command.Prepend("/bin/busybox").Select(static word => $"\"{word}\""));
        var config = Encoding.UTF8.GetBytes(
            $$"""{"architecture": "amd64", "os": "linux", "config": {"Entrypoint": [{{command}}], "User": "65532:65532"}, "rootfs": {"type": "layers", "diff_ids": ["sha256:{{Hash(layer)}}"] } }""");
        var manifest = $$"""[{"Config": "{{Hash(config)}}.json", "RepoTags": ["{{Reference}}"], "Layers": ["{{Hash(layer)}}.tar"]}]""";
        File.WriteAllBytes(path, Tar([new($"{Hash(config)}.json", config), new($"{Hash(layer)}.tar", layer), new("manifest.json", Encoding.UTF8.GetBytes(manifest))]));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Tar(IEnumerable<Entry> entries)
    {
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var content = new MemoryStream(entry.Content);
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, entry.Path) { DataStream = content, Mode = Everybody });
            }
        }

        return bytes.ToArray();
    }

    private readonly record struct Entry(string Path, byte[] Content);
}
