using System.Text;

namespace ModelSync.Cli.Lint;

/// <summary>The text of a manifest, and where it goes back to.</summary>
/// <param name="Path">The file; null for standard input.</param>
/// <param name="Text">The text without a byte order mark.</param>
/// <param name="Encoding">How the file is written.</param>
internal sealed record ManifestText(string? Path, string Text, Encoding Encoding)
{
    /// <summary>Whether it came from standard input.</summary>
    public bool IsStandardInput => Path is null;

    /// <summary>Reads a file.</summary>
    public static async Task<ManifestText> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: true);
        var text = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        return new ManifestText(path, text, reader.CurrentEncoding);
    }

    /// <summary>Writes another text into the file, whole or not at all.</summary>
    /// <exception cref="CliException">It cannot be written.</exception>
    public async Task ReplaceAsync(string text, CancellationToken cancellationToken)
    {
        // Beside the file itself, also where its name is a link: only there is the rename one step.
        var target = File.ResolveLinkTarget(Path!, returnFinalTarget: true)?.FullName ?? Path!;
        var draft = $"{target}.{Guid.NewGuid():n}.tmp";
        try
        {
            await File.WriteAllTextAsync(draft, text, Encoding, cancellationToken).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, File.GetUnixFileMode(target));
            }

            File.Move(draft, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new CliException(ExitCodes.Usage, $"{Path} cannot be written: {e.Message}", e);
        }
    }
}
