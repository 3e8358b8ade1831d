using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Operator.Registries;

/// <summary>Reads pull secrets of both types; what is wrong with one is said without any of its content.</summary>
internal static class DockerConfigReader
{
    private const string ConfigType = "kubernetes.io/dockerconfigjson";
    private const string ConfigKey = ".dockerconfigjson";
    private const string LegacyType = "kubernetes.io/dockercfg";
    private const string LegacyKey = ".dockercfg";
    private const int MaxEntries = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>The entries of a pull secret; <paramref name="problem"/> says why there are none, or not all.</summary>
    public static IReadOnlyList<KeyringEntry> Read(Secret secret, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var name = secret.Metadata.Name!;
        var key = secret.Type switch { ConfigType => ConfigKey, LegacyType => LegacyKey, _ => null };
        if (key is null)
        {
            problem = $"pull secret {name} has type {secret.Type ?? "none"}: it must be {ConfigType}";
            return [];
        }

        if (secret.Data?.TryGetValue(key, out var bytes) is not true)
        {
            problem = $"pull secret {name} has no {key}: create it with `kubectl create secret docker-registry`";
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            return ReadAll(document.RootElement, key, name, out problem);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The message of the parser may quote the content.
            problem = $"{key} of pull secret {name} is no JSON: create it with `kubectl create secret docker-registry`";
            return [];
        }
    }

    private static List<KeyringEntry> ReadAll(JsonElement root, string key, string name, out string? problem)
    {
        problem = null;
        var entries = new List<KeyringEntry>();
        var auths = key is LegacyKey ? root : Member(root, "auths");
        if (auths.ValueKind is not JsonValueKind.Object)
        {
            problem = $"{key} of pull secret {name} has no auths: create it with `kubectl create secret docker-registry`";
            return entries;
        }

        foreach (var member in auths.EnumerateObject().Take(MaxEntries))
        {
            if (RegistryPlace.TryParse(member.Name, out var place) && ReadOne(member.Value, name) is { } credential)
            {
                entries.Add(new KeyringEntry(place, credential));
            }
            else
            {
                problem = $"pull secret {name} has an entry without a registry, or without username and password, auth or identitytoken: correct it";
            }
        }

        return entries;
    }

    private static RegistryCredential? ReadOne(JsonElement entry, string secret)
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
            : new RegistryCredential { Secret = secret, Username = username, Password = password, IdentityToken = identity };
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

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } member && member.GetString() is { Length: > 0 } text ? text : null;
}
