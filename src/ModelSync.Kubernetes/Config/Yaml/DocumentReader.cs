using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ModelSync.Kubernetes.Config.Yaml;

/// <summary>
/// Reads one YAML (or JSON) document into nodes from the parser's events alone: nothing is mapped onto objects, so no tag can name a type.
/// An alias shares the node of its anchor instead of copying it, so nested aliases cost nothing until somebody walks them.
/// </summary>
internal sealed class DocumentReader
{
    private const int MaxDepth = 64;

    private readonly DocumentSource _source;
    private readonly bool _plainOnly;
    private readonly Parser _parser;
    private readonly Dictionary<string, ConfigNode> _anchors = new(StringComparer.Ordinal);
    private readonly MergeKeys _mergeKeys;

    private DocumentReader(string text, DocumentSource source, bool plainOnly)
    {
        _source = source;
        _plainOnly = plainOnly;
        _parser = new Parser(new StringReader(text));
        _mergeKeys = new MergeKeys(source, plainOnly);
    }

    /// <summary>The document's root, or null where the text holds none; <paramref name="plainOnly" /> refuses anchors, aliases, merge keys and tags.</summary>
    public static ConfigNode? Read(string text, DocumentSource source, bool plainOnly)
    {
        DocumentText.RefuseControlCharacters(text, source);
        try
        {
            return new DocumentReader(text, source, plainOnly).ReadStream();
        }
        catch (YamlException exception)
        {
            throw source.Error(KubeConfigProblem.Invalid, (int)exception.End.Line, (int)exception.End.Column, field: null, $"this is not YAML: {Quoted.OneLine(exception.Message)}");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or FormatException or ArithmeticException or IndexOutOfRangeException)
        {
            // YamlDotNet answers some malformed input with such exceptions, which carry no place.
            throw new KubeConfigException(KubeConfigProblem.Invalid, $"{source.Name}: this is not YAML: {Quoted.OneLine(exception.Message)}", exception);
        }
    }

    private ConfigNode? ReadStream()
    {
        Next<StreamStart>();
        if (Next<ParsingEvent>() is StreamEnd)
        {
            return null;
        }

        Next<ParsingEvent>();
        var root = ReadNode(depth: 0);
        Next<DocumentEnd>();
        if (Next<ParsingEvent>() is not StreamEnd and var next)
        {
            throw Error(KubeConfigProblem.Invalid, next, "a kubeconfig is one document, and another one starts here; keep one of them");
        }

        return root;
    }

    private T Next<T>()
        where T : ParsingEvent =>
        _parser.MoveNext() && _parser.Current is T current
            ? current
            : throw new KubeConfigException(KubeConfigProblem.Invalid, $"{_source.Name}: this is not YAML: the document ends too early");

    /// <summary>Reads the node that starts at the parser's current event and leaves the parser at the node's last event.</summary>
    private ConfigNode ReadNode(int depth)
    {
        var start = _parser.Current!;
        if (depth > MaxDepth)
        {
            throw Error(KubeConfigProblem.Invalid, start, $"the document nests deeper than {MaxDepth} levels; flatten it");
        }

        if (start is AnchorAlias alias)
        {
            return ReadAlias(alias);
        }

        if (start is not NodeEvent begin)
        {
            // YamlDotNet ends some malformed mappings between a key and its value.
            throw Error(KubeConfigProblem.Invalid, start, "this is not YAML: a value was expected here");
        }

        RefuseIndirection(begin);
        ConfigNode node = begin switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart sequence => ReadSequence(sequence, depth),
            MappingStart mapping => ReadMapping(mapping, depth),
            _ => throw Error(KubeConfigProblem.Invalid, begin, "this is not YAML: a value was expected here"),
        };
        if (!begin.Anchor.IsEmpty)
        {
            // Registered only when complete, so an alias inside its own anchor names nothing and no cycle can arise.
            _anchors[begin.Anchor.Value] = node;
        }

        return node;
    }

    private void RefuseIndirection(NodeEvent node)
    {
        if (!_plainOnly)
        {
            return;
        }

        if (!node.Anchor.IsEmpty)
        {
            throw Error(KubeConfigProblem.Insecure, node, "anchors are refused in a kubeconfig from a Secret; write the value where it is used");
        }

        if (!node.Tag.IsEmpty)
        {
            throw Error(KubeConfigProblem.Insecure, node, "YAML tags are refused in a kubeconfig from a Secret; write the plain value");
        }
    }

    private ConfigNode ReadAlias(AnchorAlias alias)
    {
        if (_plainOnly)
        {
            throw Error(KubeConfigProblem.Insecure, alias, "aliases are refused in a kubeconfig from a Secret; write the value where it is used");
        }

        return _anchors.TryGetValue(alias.Value.Value, out var node)
            ? node
            : throw Error(KubeConfigProblem.Invalid, alias, $"the alias {Quoted.Value(alias.Value.Value)} names no anchor that ends before it");
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        var (line, column) = Place(scalar);
        var plain = scalar.Style == ScalarStyle.Plain ? ScalarTypes.OfPlain(scalar.Value) : ScalarKind.String;
        if (scalar.Tag.IsEmpty)
        {
            return new ScalarNode(scalar.Value, plain, line, column);
        }

        var kind = scalar.Tag.IsNonSpecific ? ScalarKind.String : ScalarTypes.OfTagged(scalar.Tag.Value, scalar.Value);
        return new ScalarNode(scalar.Value, kind ?? throw UnknownTag(scalar), line, column);
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        RefuseOtherTag(start, "tag:yaml.org,2002:seq");

        var items = new List<ConfigNode>();
        while (Next<ParsingEvent>() is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
        }

        var (line, column) = Place(start);
        return new SequenceNode(items, line, column);
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        RefuseOtherTag(start, "tag:yaml.org,2002:map");

        var entries = new MappingBuilder(_source);
        while (Next<ParsingEvent>() is not MappingEnd)
        {
            // A quoted "<<" is an ordinary key.
            var isMerge = _parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<", Tag.IsEmpty: true };
            var key = ReadNode(depth + 1);
            Next<ParsingEvent>();
            if (isMerge)
            {
                _mergeKeys.Refuse(key);
                entries.Merge(_mergeKeys.Parents(ReadNode(depth + 1)));
            }
            else
            {
                entries.Add(key, ReadNode(depth + 1));
            }
        }

        var (line, column) = Place(start);
        return new MappingNode(entries.Build(), line, column);
    }

    private void RefuseOtherTag(NodeEvent node, string tag)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !string.Equals(node.Tag.Value, tag, StringComparison.Ordinal))
        {
            throw UnknownTag(node);
        }
    }

    private KubeConfigException UnknownTag(NodeEvent node) =>
        Error(KubeConfigProblem.Invalid, node, $"the YAML tag {Quoted.Value(node.Tag.Value)} cannot stand here; write the plain value");

    private KubeConfigException Error(KubeConfigProblem problem, ParsingEvent at, string message)
    {
        var (line, column) = Place(at);
        return _source.Error(problem, line, column, field: null, message);
    }

    private static (int Line, int Column) Place(ParsingEvent at) => ((int)at.Start.Line, (int)at.Start.Column);
}
