using System.Globalization;

namespace ModelSync.Cli.Lint;

/// <summary>Finds where in a document a field of an error is, such as spec.ports[0].port; where it is missing, what should have it.</summary>
internal static class FieldLocator
{
    /// <summary>The place of a field.</summary>
    public static YamlPlace Find(YamlNode root, string field)
    {
        var (node, place) = (root, root.Place);
        var rest = field.AsSpan();
        while (rest.Length > 0)
        {
            var step = rest[0] == '[' ? Bracket(node, ref rest) : Name(node, ref rest);
            if (step is not { } found)
            {
                return place;
            }

            (node, place) = found;
        }

        return place;
    }

    // [0] is an item of a list, [name] an entry of a map.
    private static (YamlNode Node, YamlPlace Place)? Bracket(YamlNode node, ref ReadOnlySpan<char> rest)
    {
        var end = node is YamlNode.Map wide ? LongestKey(wide, rest) : rest.IndexOf(']');
        if (end < 0)
        {
            return null;
        }

        var inner = rest[1..end];
        rest = Behind(rest, end + 1);
        return node switch
        {
            YamlNode.List list when int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Items.Count => (list.Items[index], list.Items[index].Place),
            YamlNode.Map map when map.Find(inner.ToString()) is { } entry => (entry.Node, entry.Place),
            _ => null,
        };
    }

    // A key may have a bracket in it, so the keys that are there decide where it ends.
    private static int LongestKey(YamlNode.Map map, ReadOnlySpan<char> rest)
    {
        var end = -1;
        foreach (var entry in map.Entries)
        {
            if (rest[1..].StartsWith(entry.Name, StringComparison.Ordinal) && rest.Length > entry.Name.Length + 1 && rest[entry.Name.Length + 1] == ']')
            {
                end = Math.Max(end, entry.Name.Length + 1);
            }
        }

        return end;
    }

    // A name may have dots in it, so the longest one that is there counts; of one that stands twice, the second.
    private static (YamlNode Node, YamlPlace Place)? Name(YamlNode node, ref ReadOnlySpan<char> rest)
    {
        YamlEntry? found = null;
        foreach (var entry in (node as YamlNode.Map)?.Entries ?? [])
        {
            var fits = rest.StartsWith(entry.Name, StringComparison.Ordinal) && (rest.Length == entry.Name.Length || rest[entry.Name.Length] is '.' or '[');
            if (fits && entry.Name.Length > 0 && entry.Name.Length >= (found?.Name.Length ?? 0))
            {
                found = entry;
            }
        }

        if (found is null)
        {
            return null;
        }

        rest = Behind(rest, found.Name.Length);
        return (found.Node, found.Place);
    }

    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> rest, int position)
    {
        rest = rest[position..];
        return rest.Length > 0 && rest[0] == '.' ? rest[1..] : rest;
    }
}
