namespace ModelSync.Playground.Nodes.Pods;

/// <summary>An image reference, taken apart: registry:port/path/name:tag@digest.</summary>
internal readonly record struct ImageName(string Repository, string Tag)
{
    private const string Latest = "latest";

    /// <summary>The last part of the repository.</summary>
    public string Name => Repository[(Repository.LastIndexOf('/') + 1)..];

    public static ImageName Parse(string? image)
    {
        var text = (image ?? "").Split('@', 2)[0];

        // A colon before the last slash belongs to the registry's port.
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('/') && colon < text.Length - 1
            ? new ImageName(text[..colon], text[(colon + 1)..])
            : new ImageName(text.TrimEnd(':'), Latest);
    }
}
