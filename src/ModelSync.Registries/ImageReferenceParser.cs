using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ModelSync.Api.Digests;

namespace ModelSync.Registries;

/// <summary>
/// Reads image references by the grammar of the distribution specification, and tells a host from a path as container runtimes do: what the operator
/// resolves has to be what a node pulls.
/// </summary>
internal static class ImageReferenceParser
{
    private const string Scheme = "oci://";
    private const int MaxRepository = 255;
    private const int MaxTag = 128;

    private static readonly SearchValues<char> RepositoryCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");
    private static readonly SearchValues<char> TagCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-");

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");

    public static bool TryParse(string text, bool hasHost, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        reference = null;
        var prefix = hasHost && text.StartsWith(Scheme, StringComparison.Ordinal) ? Scheme : string.Empty;
        var (name, tag, digest) = Split(text[prefix.Length..]);
        var (domain, repository) = SplitName(name, hasHost);
        error = CheckDomain(domain, text, hasHost) ?? CheckRepository(repository, text) ?? CheckTag(tag, text) ?? CheckDigest(digest, text);
        if (error is not null)
        {
            return false;
        }

        reference = new ImageReference
        {
            Domain = domain.ToLowerInvariant(),
            Repository = repository,
            Name = prefix + name,
            Tag = tag,
            Digest = digest,
        };
        return true;
    }

    private static (string Name, string? Tag, string? Digest) Split(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..], digest) : (name, null, digest);
    }

    private static (string Domain, string Repository) SplitName(string name, bool hasHost)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? string.Empty : name[..slash];
        if (hasHost || IsHost(first))
        {
            return Normalize(first, slash < 0 ? string.Empty : name[(slash + 1)..]);
        }

        return Normalize(ImageReference.DefaultDomain, name);
    }

    private static (string Domain, string Repository) Normalize(string domain, string repository)
    {
        var isDefault = domain is ImageReference.DefaultDomain or "index.docker.io";
        var isOfficial = isDefault && repository.Length > 0 && !repository.Contains('/', StringComparison.Ordinal);
        return (isDefault ? ImageReference.DefaultDomain : domain, isOfficial ? $"library/{repository}" : repository);
    }

    // Anything else before the first slash is the first part of a path on docker.io.
    private static bool IsHost(string first) =>
        first is "localhost" || first.AsSpan().ContainsAny('.', ':') || first.AsSpan().ContainsAnyInRange('A', 'Z');

    private static string? CheckDomain(string domain, string text, bool hasHost)
    {
        var colon = domain.LastIndexOf(':');
        var host = colon < 0 ? domain : domain[..colon];
        if (host.Length is 0 or > 253 || host.AsSpan().ContainsAnyExcept(HostCharacters) || host.Split('.').Any(IsBadLabel))
        {
            return $"'{Shown(text)}' has no registry host that can be: write HOST/REPOSITORY:TAG, such as registry.example/models/fraud:2.3.1";
        }

        if (colon >= 0 && !(ushort.TryParse(domain.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0))
        {
            return $"'{Shown(text)}' has the port '{domain[(colon + 1)..]}': write a number from 1 to 65535";
        }

        // A node would look for it on docker.io, where the name may belong to anybody.
        return hasHost && !IsHost(domain)
            ? $"'{Shown(text)}' has the host '{domain}', which container runtimes take for a path on docker.io: write it with its domain, or with its port"
            : null;
    }

    private static bool IsBadLabel(string label) => label.Length is 0 or > 63 || label[0] is '-' || label[^1] is '-';

    private static string? CheckRepository(string repository, string text)
    {
        if (repository.Length > MaxRepository)
        {
            return $"'{Shown(text)}' has a repository of {repository.Length} characters, at most {MaxRepository} are allowed: shorten it";
        }

        return repository.Split('/').All(IsComponent)
            ? null
            : $"'{Shown(text)}' has the repository '{Shown(repository)}': "
                + "each part between slashes is lower case letters and digits, with one ., one or two _, or hyphens between them";
    }

    private static bool IsComponent(string part)
    {
        var isBounded = part.Length > 0 && char.IsAsciiLetterOrDigit(part[0]) && char.IsAsciiLetterOrDigit(part[^1]);
        if (!isBounded || part.AsSpan().ContainsAnyExcept(RepositoryCharacters))
        {
            return false;
        }

        for (var i = 0; i < part.Length; i++)
        {
            var start = i;
            while (!char.IsAsciiLetterOrDigit(part[i]))
            {
                i++;
            }

            if (part.AsSpan(start, i - start) is not ("" or "." or "_" or "__") && part.AsSpan(start, i - start).ContainsAnyExcept('-'))
            {
                return false;
            }
        }

        return true;
    }

    private static string? CheckTag(string? tag, string text) =>
        tag is null || (tag.Length is > 0 and <= MaxTag && tag[0] is not ('.' or '-') && !tag.AsSpan().ContainsAnyExcept(TagCharacters))
            ? null
            : $"'{Shown(text)}' has the tag '{Shown(tag)}': a tag is 1 to {MaxTag} letters, digits and _ . -, and begins with none of . and -";

    private static string? CheckDigest(string? digest, string text) =>
        digest is null || ContentDigest.IsValid(digest)
            ? null
            : $"'{Shown(text)}' has the digest '{Shown(digest)}': only sha256: followed by 64 lower case hexadecimal digits can be checked";

    private static string Shown(string text) => text.Length > 200 ? $"{text[..200]}…" : text;
}
