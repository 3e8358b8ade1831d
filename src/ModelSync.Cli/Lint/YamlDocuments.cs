using ModelSync.Kubernetes.Config.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelSync.Cli.Lint;

/// <summary>Reads the documents of a text with the places of all their parts, from the parser's events alone: no tag can name a type.</summary>
internal sealed class YamlDocuments
{
    private const int MaxDepth = 100;

    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);

    private YamlDocuments(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>The documents; empty ones are left out.</summary>
    /// <exception cref="YamlTextException">The text is not YAML.</exception>
    public static IReadOnlyList<YamlNode> Read(string text)
    {
        var documents = new YamlDocuments(text.StartsWith('\uFEFF') ? text[1..] : text);
        try
        {
            return documents.ReadAll();
        }
        catch (YamlException e)
        {
            throw new YamlTextException(new YamlPlace((int)e.End.Line, (int)e.End.Column), $"this is not YAML: {e.Message}", e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or ArithmeticException or IndexOutOfRangeException)
        {
            // YamlDotNet answers some malformed input with such exceptions, which carry no place.
            throw new YamlTextException(documents.Here, $"this is not YAML: {e.Message}", e);
        }
    }

    private YamlPlace Here => _parser.Current is { } current ? Place(current) : new YamlPlace(1, 1);

    private List<YamlNode> ReadAll()
    {
        var documents = new List<YamlNode>();
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart)
            {
                _anchors.Clear();
                Move();
                var node = ReadNode(0);
                if (node is not YamlNode.Value { Type: ScalarKind.Null })
                {
                    documents.Add(node);
                }
            }
        }

        return documents;
    }

    // Reads the node that starts at the parser's event and leaves the parser at the node's last one.
    private YamlNode ReadNode(int depth)
    {
        var start = _parser.Current!;
        if (depth > MaxDepth)
        {
            throw new YamlTextException(Place(start), $"it nests deeper than {MaxDepth} levels; flatten it");
        }

        var node = start switch
        {
            AnchorAlias alias => _anchors.GetValueOrDefault(alias.Value.Value) ?? throw new YamlTextException(Place(start), $"the alias *{alias.Value.Value} names no anchor that ends before it"),
            Scalar scalar => new YamlNode.Value(scalar.Value, TypeOf(scalar), Place(scalar)) { End = new((int)scalar.End.Line, (int)scalar.End.Column) },
            SequenceStart => ReadList(start, depth),
            MappingStart map => ReadMap(map, depth),
            _ => throw new YamlTextException(Place(start), "this is not YAML: a value was expected here"),
        };
        if (start is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private YamlNode.List ReadList(ParsingEvent start, int depth)
    {
        var items = new List<YamlNode>();
        for (Move(); _parser.Current is not SequenceEnd; Move())
        {
            items.Add(ReadNode(depth + 1));
        }

        return new YamlNode.List(items, Place(start));
    }

    private YamlNode.Map ReadMap(MappingStart start, int depth)
    {
        var entries = new List<YamlEntry>();
        var merged = new List<YamlEntry>();
        for (Move(); _parser.Current is not MappingEnd; Move())
        {
            var key = _parser.Current as Scalar ?? throw new YamlTextException(Place(_parser.Current!), "a name was expected here: write NAME: VALUE");
            Move();
            var value = ReadNode(depth + 1);
            if (key is { Style: ScalarStyle.Plain, Value: "<<" })
            {
                merged.AddRange(Merged(value));
            }
            else
            {
                entries.Add(new YamlEntry(key.Value, Place(key), value));
            }
        }

        var own = entries.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        entries.AddRange(merged.Where(entry => own.Add(entry.Name)));
        return new YamlNode.Map(entries, Place(start)) { IsFlow = start.Style is MappingStyle.Flow };
    }

    private static IEnumerable<YamlEntry> Merged(YamlNode value) => value switch
    {
        YamlNode.Map map => map.Entries,
        YamlNode.List list when list.Items.All(item => item is YamlNode.Map) => list.Items.Cast<YamlNode.Map>().SelectMany(map => map.Entries),
        _ => throw new YamlTextException(value.Place, "a merge key (<<) takes a mapping or a list of mappings"),
    };

    private void Move()
    {
        if (!_parser.MoveNext())
        {
            throw new YamlTextException(Here, "this is not YAML: the document ends too early");
        }
    }

    private static ScalarKind TypeOf(Scalar scalar) => scalar switch
    {
        { Tag.IsEmpty: false, Tag.IsNonSpecific: false } => ScalarTypes.OfTagged(scalar.Tag.Value, scalar.Value) ?? throw new YamlTextException(Place(scalar), $"the YAML tag {scalar.Tag.Value} cannot stand here; write the plain value"),
        { Style: ScalarStyle.Plain } => ScalarTypes.OfPlain(scalar.Value),
        _ => ScalarKind.String,
    };

    private static YamlPlace Place(ParsingEvent at) => new((int)at.Start.Line, (int)at.Start.Column);
}
