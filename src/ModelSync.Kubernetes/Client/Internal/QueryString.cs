using System.Globalization;
using System.Text;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Builds a path with its query; what is null or empty is left out.</summary>
internal sealed class QueryString(string path)
{
    private readonly StringBuilder _text = new(path);
    private bool _hasQuery;

    public QueryString Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _text.Append(_hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _hasQuery = true;
        }

        return this;
    }

    public QueryString Add(string name, ResourceVersion version) => Add(name, version.Value);

    public QueryString Add(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public QueryString AddIf(bool condition, string name, string value) => condition ? Add(name, value) : this;

    public override string ToString() => _text.ToString();
}
