namespace ModelSync.Playground.ControlPlane.Processes;

/// <summary>The shell scripts that travel inside this assembly, so that it needs no file beside it.</summary>
internal static class EmbeddedScript
{
    public static byte[] Read(string name)
    {
        using var stream = typeof(EmbeddedScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no resource named {name}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
