using System.Net;
using System.Text;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Transport;

/// <summary>The headers by which the server applies somebody else's permissions, as client-go writes them.</summary>
internal sealed class ImpersonationHeaders
{
    private const string Prefix = "Impersonate-";
    private const string User = Prefix + "User";

    private readonly (string Name, string Value)[] _headers;

    /// <exception cref="KubeConfigException">A name cannot stand in a header.</exception>
    public ImpersonationHeaders(ImpersonationConfig? config) => _headers = config is null ? [] : [.. Headers(config).Select(Checked)];

    /// <summary>How the header's text becomes bytes: as in Go, names of users and groups need not be ASCII.</summary>
    public static Encoding EncodingOf(string name, HttpRequestMessage request) =>
        request.Version == HttpVersion.Version11 && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? new RepeatedHeaderEncoding(name) : Encoding.UTF8;

    /// <summary>Completes a request; one that impersonates on its own is left as it is, but for repeated headers.</summary>
    public void AddTo(HttpRequestMessage request)
    {
        if (!request.Headers.NonValidated.Contains(User))
        {
            foreach ((var name, var value) in _headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        foreach ((var name, var values) in Repeated(request))
        {
            request.Version = HttpVersion.Version11;
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, string.Join(RepeatedHeaderEncoding.Separator, values));
        }
    }

    /// <summary>Headers with several values, given one by one or joined when the same request was sent before.</summary>
    private static List<(string Name, string[] Values)> Repeated(HttpRequestMessage request)
    {
        var repeated = new List<(string, string[])>();
        foreach ((var name, var values) in request.Headers.NonValidated)
        {
            var isRepeated = values.Count > 1 || values.First().Contains(RepeatedHeaderEncoding.Separator, StringComparison.Ordinal);
            if (isRepeated && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                repeated.Add((name, [.. values]));
            }
        }

        return repeated;
    }

    private static IEnumerable<(string Name, string Value)> Headers(ImpersonationConfig config)
    {
        yield return (User, config.UserName);
        if (config.Uid is { } uid)
        {
            yield return (Prefix + "Uid", uid);
        }

        foreach (var group in config.Groups)
        {
            yield return (Prefix + "Group", group);
        }

        foreach ((var key, var values) in config.Extra)
        {
            foreach (var value in values)
            {
                yield return (Prefix + "Extra-" + EscapeKey(key), value);
            }
        }
    }

    private static (string Name, string Value) Checked((string Name, string Value) header) => header.Value.Any(char.IsControl)
        ? throw new KubeConfigException(KubeConfigProblem.Invalid,
            $"The value for {header.Name} holds a line break or another control character, which no header can carry; correct the user, group or extra.")
        : header;

    /// <summary>Percent-encodes, as client-go does, each byte that a header's name cannot hold, and the percent sign itself.</summary>
    private static string EscapeKey(string key)
    {
        const string Legal = "!#$&'*+-.^_`|~";
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(key))
        {
            var c = (char)b;
            var isLegal = char.IsAsciiLetterOrDigit(c) || Legal.Contains(c, StringComparison.Ordinal);
            _ = isLegal ? escaped.Append(c) : escaped.Append('%').Append(b.ToString("X2", null));
        }

        return escaped.ToString();
    }
}
