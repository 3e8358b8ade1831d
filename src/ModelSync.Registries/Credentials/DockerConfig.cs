using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace ModelSync.Registries.Credentials;

/// <summary>What a docker config says: who somebody is at which registry, and which programs know more; prints nothing that is secret.</summary>
public sealed class DockerConfig
{
    private const int MaxEntries = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    private DockerConfig()
    {
    }

    /// <summary>The entries with credentials.</summary>
    public required IReadOnlyList<KeyringEntry> Entries { get; init; }

    /// <summary>Whether there is a place for entries at all.</summary>
    public required bool HasAuths { get; init; }

    /// <summary>Whether an entry has no registry, or no credentials.</summary>
    public required bool HasEmptyEntries { get; init; }

    /// <summary>The program that keeps the credentials of all other registries, <c>docker-credential-NAME</c>; null where there is none.</summary>
    public required string? Store { get; init; }

    /// <summary>The programs that keep the credentials of single registries.</summary>
    public required IReadOnlyDictionary<string, string> Helpers { get; init; }

    /// <summary>Reads a config; <paramref name="isLegacy"/>: it is the entries alone, as .dockercfg was. False where it is no JSON, whose content no message may quote.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> text, bool isLegacy, string origin, [NotNullWhen(true)] out DockerConfig? config)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            config = Read(document.RootElement, isLegacy, origin);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            config = null;
            return false;
        }
    }

    private static DockerConfig Read(JsonElement root, bool isLegacy, string origin)
    {
        var auths = isLegacy ? root : Member(root, "auths");
        var hasAuths = auths.ValueKind is JsonValueKind.Object;
        var entries = new List<KeyringEntry>();
        var hasEmptyEntries = false;
        foreach (var member in hasAuths ? auths.EnumerateObject().Take(MaxEntries) : [])
        {
            if (RegistryPlace.TryParse(member.Name, out var place) && ReadOne(member.Value, origin) is { } credential)
            {
                entries.Add(new KeyringEntry(place, credential));
            }
            else
            {
                hasEmptyEntries = true;
            }
        }

        return new DockerConfig
        {
            Entries = entries,
            HasAuths = hasAuths,
            HasEmptyEntries = hasEmptyEntries,
            Store = isLegacy ? null : Text(root, "credsStore"),
            Helpers = isLegacy ? new Dictionary<string, string>(StringComparer.Ordinal) : Texts(Member(root, "credHelpers")),
        };
    }

    private static RegistryCredential? ReadOne(JsonElement entry, string origin)
    {
        var (username, password) = (Text(entry, "username"), Text(entry, "password"));
        if (Text(entry, "auth") is { } auth)
        {
            // Wins over the others, as in the kubelet.
            (username, password) = Decode(auth);
        }

        var identity = Text(entry, "identitytoken");
        return identity is null && (username is null || password is null)
            ? null
            : new RegistryCredential { Origin = origin, Username = username, Password = password, IdentityToken = identity };
    }

    private static (string? Username, string? Password) Decode(string auth)
    {
        var buffer = new byte[auth.Length];
        if (!Convert.TryFromBase64String(auth, buffer, out var count))
        {
            return (null, null);
        }

        // docker pads with zero bytes.
        var text = Encoding.UTF8.GetString(buffer, 0, count).TrimEnd('\0');
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (null, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static Dictionary<string, string> Texts(JsonElement element)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in element.ValueKind is JsonValueKind.Object ? element.EnumerateObject().Take(MaxEntries) : [])
        {
            if (Text(element, member.Name) is { } text)
            {
                found[member.Name] = text;
            }
        }

        return found;
    }

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;
}
