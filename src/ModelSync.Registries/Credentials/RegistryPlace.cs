using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ModelSync.Registries.Credentials;

/// <summary>
/// A key of a docker config: a registry, and a path in it where one is written. Read and matched as the kubelet does, so that whoever can pull can
/// resolve: a star stands for a part of one label of the host, the port must be the same, and the path is the beginning of the repository.
/// </summary>
public sealed record RegistryPlace
{
    private const int MaxLength = 512;

    private RegistryPlace(string[] labels, int? port, string path) => (Labels, Port, Path) = (labels, port, path);

    private string[] Labels { get; }

    private int? Port { get; }

    private string Path { get; }

    /// <summary>Greater for what says more: a longer path, then fewer stars.</summary>
    public (int Path, int Exact) Specificity => (Path.Length, -Labels.Count(label => label.Contains('*', StringComparison.Ordinal)));

    /// <summary>Reads a key, such as registry.example/team, https://index.docker.io/v1/ or *.example:5000.</summary>
    public static bool TryParse(string key, [NotNullWhen(true)] out RegistryPlace? place)
    {
        place = null;
        if (key.Length is 0 or > MaxLength)
        {
            return false;
        }

        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? key : key[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = (slash < 0 ? rest : rest[..slash]).ToLowerInvariant();
        var path = slash < 0 ? string.Empty : rest[slash..];
        if (path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/v2/", StringComparison.Ordinal))
        {
            path = path[3..];
        }
        else if (path is "/v1" or "/v2")
        {
            path = string.Empty;
        }

        var colon = host.LastIndexOf(':');
        int? port = null;
        if (colon >= 0)
        {
            if (!ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            (host, port) = (host[..colon], number);
        }

        host = host is "index.docker.io" or "registry-1.docker.io" ? ImageReference.DefaultDomain : host;
        place = new RegistryPlace(host.Split('.'), port, path.TrimStart('/'));
        return host.Length > 0;
    }

    /// <summary>Whether a credential for this place is meant for the artifact.</summary>
    public bool Covers(ImageReference reference)
    {
        var colon = reference.Domain.LastIndexOf(':');
        var host = colon < 0 ? reference.Domain : reference.Domain[..colon];
        int? port = colon < 0 ? null : int.Parse(reference.Domain.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var labels = host.Split('.');
        return port == Port
            && labels.Length == Labels.Length
            && labels.Zip(Labels).All(pair => Fits(pair.First, pair.Second))
            && reference.Repository.StartsWith(Path, StringComparison.Ordinal);
    }

    // Greedy, with one place to come back to: linear enough for labels of 63 characters.
    private static bool Fits(string label, string pattern)
    {
        var (at, star, mark) = (0, -1, 0);
        for (var i = 0; i < label.Length;)
        {
            if (at < pattern.Length && pattern[at] is '*')
            {
                (star, mark) = (at++, i);
            }
            else if (at < pattern.Length && pattern[at] == label[i])
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).Trim('*').IsEmpty;
    }
}
