using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace ModelSync.Registries;

/// <summary>Reads lists of registries that are asked without TLS.</summary>
public static class PlainHttpRegistries
{
    /// <summary>Reads hosts, each with an optional port, that are separated by commas; <paramref name="error"/> names <paramref name="option" /> and the one that is wrong.</summary>
    public static bool TryParse(string? text, string option, [NotNullWhen(true)] out IReadOnlySet<string>? registries, [NotNullWhen(false)] out string? error)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in (text ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Read as the host of an image, so that what is allowed here is what references can name.
            if (!ImageReference.TryParseOci($"{entry}/any", out var reference, out _) || entry.Contains('/', StringComparison.Ordinal))
            {
                registries = null;
                error = $"{option} has '{entry}': write HOST or HOST:PORT, separated by commas, such as registry.local:5000";
                return false;
            }

            found.Add(reference.Domain);
        }

        (registries, error) = (found, null);
        return true;
    }

    /// <summary>Whether an entry is this machine: by its address or as localhost, and not by a name that only begins like one of them.</summary>
    public static bool IsLoopback(string registry) =>
        Uri.TryCreate($"http://{registry}", UriKind.Absolute, out var address)
        && (IPAddress.TryParse(address.IdnHost, out var host) ? IPAddress.IsLoopback(host) : string.Equals(address.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase));
}
