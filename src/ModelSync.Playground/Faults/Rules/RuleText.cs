using System.Text;

namespace ModelSync.Playground.Faults.Rules;

/// <summary>Writes the one-line form of a rule: words, and <c>name=value</c> with quotes where the value needs them.</summary>
internal sealed class RuleText(string first)
{
    private readonly StringBuilder _text = new(first);

    public RuleText Add(string name, string value)
    {
        _text.Append(' ').Append(name).Append('=');
        if (value.Length > 0 && !value.AsSpan().ContainsAny(' ', '"', '\\') && !value.Any(char.IsWhiteSpace))
        {
            _text.Append(value);
            return this;
        }

        _text.Append('"').Append(value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        return this;
    }

    public RuleText AddUnless(bool isDefault, string name, string value) => isDefault ? this : Add(name, value);

    public override string ToString() => _text.ToString();
}
