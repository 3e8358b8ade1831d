namespace ModelSync.Testing.Shell;

/// <summary>The command blocks of a document, as a reader would paste them.</summary>
public static class ShellBlocks
{
    private const string Fence = "```";

    /// <summary>The blocks marked <c>sh</c> between a heading and the next, in their order.</summary>
    public static IReadOnlyList<string> Under(string document, string heading)
    {
        var section = File.ReadAllLines(Path.Combine(Repository.Root, document)).SkipWhile(line => line != heading).Skip(1);
        var blocks = new List<string>();
        List<string>? block = null;
        var isFenced = false;
        foreach (var line in section)
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                isFenced = !isFenced;
                if (block is not null)
                {
                    blocks.Add(string.Join('\n', block));
                }

                block = isFenced && line is Fence + "sh" ? [] : null;
            }
            else if (!isFenced && line.StartsWith('#'))
            {
                break;
            }
            else
            {
                block?.Add(line);
            }
        }

        return blocks;
    }
}
