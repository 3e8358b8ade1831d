namespace ModelSync.Cli.Pins;

/// <summary>Writes digests into the text of manifests; every other byte stays as somebody wrote it, comments and all.</summary>
internal static class PinnedText
{
    /// <summary>The text with a digest for each component, by the place of its uri.</summary>
    public static string Of(string text, IEnumerable<(PinSpot Spot, string Digest)> pins)
    {
        var lines = TextLines.Split(text);
        foreach (var (spot, digest) in pins.DistinctBy(pin => pin.Spot.End).OrderByDescending(pin => pin.Spot.End.Line).ThenByDescending(pin => pin.Spot.End.Column))
        {
            var index = spot.End.Line - 1;
            if (spot.IsFlow)
            {
                lines[index] = lines[index].Insert(spot.End.Column - 1, spot.IsQuoted ? $", \"digest\": \"{digest}\"" : $", digest: {digest}");
            }
            else
            {
                var ending = Ending(lines[index]);
                lines[index] = $"{lines[index][..^ending.Length]}{(ending.Length > 0 ? ending : Ending(lines[0]) is { Length: > 0 } used ? used : "\n")}"
                    + $"{new string(' ', spot.Column - 1)}{(spot.IsQuoted ? "\"digest\"" : "digest")}: {digest}{ending}";
            }
        }

        return string.Concat(lines);
    }

    private static string Ending(string line) => line[TextLines.LengthOf(line)..];
}
