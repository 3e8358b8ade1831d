using System.Text;

namespace ModelSync.Api.Validation;

/// <summary>Where in a manifest something is; the text is made only for an error.</summary>
internal sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string _name;
    private readonly int _index;
    private readonly bool _isKey;

    private FieldPath(FieldPath? parent, string name, int index, bool isKey)
    {
        _parent = parent;
        _name = name;
        _index = index;
        _isKey = isKey;
    }

    /// <summary>The whole object.</summary>
    public static FieldPath Root { get; } = new(null, "", -1, isKey: false);

    public FieldPath Field(string name) => new(this, name, -1, isKey: false);

    public FieldPath Item(int index) => new(this, "", index, isKey: false);

    public FieldPath Key(string key) => new(this, key, -1, isKey: true);

    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        _parent?.Append(text);
        if (_index >= 0)
        {
            text.Append('[').Append(_index).Append(']');
        }
        else if (_isKey)
        {
            text.Append('[').Append(Shown.Name(_name)).Append(']');
        }
        else if (_name.Length > 0)
        {
            text.Append(text.Length > 0 ? "." : "").Append(Shown.Name(_name));
        }
    }
}
