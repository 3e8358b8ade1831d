using System.Text;

namespace ModelSync.Api.Validation.Rules;

/// <summary>A message that may name one observed text, made in the same way by CEL and by C#.</summary>
internal sealed class RuleMessage<T>
{
    private const string Placeholder = "{0}";

    // A server falls back to the text without a value where the message has a line break or more bytes.
    private const int MostBytes = 5 * 1024;

    private readonly string _template;
    private readonly Func<T, string?>? _value;

    private RuleMessage(string template, string? cel, Func<T, string?>? value)
    {
        _template = template;
        _value = value;
        Text = template.Replace(Placeholder, "…", StringComparison.Ordinal);
        Expression = string.IsNullOrEmpty(cel) ? null : Join(template, cel);
    }

    /// <summary>The text for servers that do not know message expressions.</summary>
    public string Text { get; }

    /// <summary>The message in CEL; null where it names no value.</summary>
    public string? Expression { get; }

    /// <summary>A message without a value.</summary>
    public static implicit operator RuleMessage<T>(string text) => new(text, null, null);

    /// <summary>A message that names the value which <paramref name="cel"/> and <paramref name="value"/> both read. Texts only: CEL cannot print a number cheaply enough.</summary>
    public static RuleMessage<T> Naming(string cel, Func<T, string?> value, string template) => new(template, cel, value);

    /// <summary>The message about a value.</summary>
    public string For(T self)
    {
        var text = _value is null ? Text : _template.Replace(Placeholder, _value(self), StringComparison.Ordinal);
        return text.Contains('\n', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(text) > MostBytes ? Text : text;
    }

    private static string Join(string template, string cel)
    {
        var parts = template.Split(Placeholder);
        return string.Join($" + {cel} + ", parts.Select(Quote)).Replace(" + ''", string.Empty, StringComparison.Ordinal);
    }

    private static string Quote(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
