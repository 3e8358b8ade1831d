using System.Globalization;
using System.Text;

namespace ModelSync.Api.Validation.Rules;

/// <summary>Where in an object a value stands; text is made of it only when there is something to complain about.</summary>
internal sealed class Location
{
    private const int NoIndex = -1;

    private readonly Location? _parent;
    private readonly string _name;
    private readonly int _index;

    private Location(Location? parent, string name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    /// <summary>The whole object.</summary>
    public static Location Root { get; } = new(null, string.Empty, NoIndex);

    /// <summary>A member of the value here.</summary>
    public Location Member(string name) => new(this, name, NoIndex);

    /// <summary>An element of a list that is a member of the value here.</summary>
    public Location Item(string name, int index) => new(this, name, index);

    /// <summary>The field as errors print it, such as <c>spec.gates[2].when</c>; <paramref name="field"/> begins with a dot and is relative to the value here.</summary>
    public string Field(string? field)
    {
        var text = new StringBuilder();
        Append(text, withIndexes: true);
        text.Append(_parent is null ? field.AsSpan(field is null ? 0 : 1) : field);
        return text.ToString();
    }

    /// <summary>The path in the schema, such as <c>spec.gates[]</c>.</summary>
    public string SchemaPath()
    {
        var text = new StringBuilder();
        Append(text, withIndexes: false);
        return text.ToString();
    }

    private void Append(StringBuilder text, bool withIndexes)
    {
        if (_parent is null)
        {
            return;
        }

        _parent.Append(text, withIndexes);
        text.Append(text.Length > 0 ? "." : string.Empty).Append(_name);
        if (_index != NoIndex)
        {
            text.Append('[').Append(withIndexes ? _index.ToString(CultureInfo.InvariantCulture) : string.Empty).Append(']');
        }
    }
}
