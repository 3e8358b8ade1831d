namespace ModelSync.Kubernetes.Config;

/// <summary>PEM text that is either embedded or read (again, when it changes) from a file; its text is never printed.</summary>
public sealed record PemSource
{
    private PemSource(byte[]? data, string? path)
    {
        // A plain null, too, would be taken for an array and become an empty value.
        Data = data is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(data);
        Path = path;
    }

    /// <summary>The embedded PEM bytes, or null when they stand in a file.</summary>
    public ReadOnlyMemory<byte>? Data { get; }

    /// <summary>The absolute path of the PEM file, or null when the bytes are embedded.</summary>
    public string? Path { get; }

    /// <summary>PEM bytes that came with the configuration.</summary>
    public static PemSource Embedded(byte[] pem) => new(pem ?? throw new ArgumentNullException(nameof(pem)), path: null);

    /// <summary>A PEM file, read when the connection is made and again when it changes.</summary>
    public static PemSource File(string path) => new(data: null, path ?? throw new ArgumentNullException(nameof(path)));

    /// <inheritdoc />
    public override string ToString() => Path ?? "(embedded PEM)";
}
