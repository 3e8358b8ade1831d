namespace ModelSync.Api.Validation;

/// <summary>Guesses what the author of an unknown field meant.</summary>
internal static class Suggestion
{
    private const int MaxShown = 20;

    public static string For(string name, IEnumerable<string> known)
    {
        var names = known.ToArray();
        var near = names.FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
            ?? names.FirstOrDefault(other => IsOneEditAway(other, name));
        return near is not null ? $"write {near}"
            : names.Length <= MaxShown ? $"remove it; known are {string.Join(", ", names)}"
            : "remove it; `kubectl explain` lists the known fields";
    }

    // One character more, less or other, or two neighbours swapped: nearly all slips of a hand.
    private static bool IsOneEditAway(string known, string written)
    {
        if (Math.Abs(known.Length - written.Length) > 1)
        {
            return false;
        }

        var prefix = known.AsSpan().CommonPrefixLength(written);
        var a = known.AsSpan(prefix);
        var b = written.AsSpan(prefix);
        return a.Length == b.Length
            ? a.Length <= 1 || a[1..].SequenceEqual(b[1..]) || (a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]))
            : a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
    }
}
