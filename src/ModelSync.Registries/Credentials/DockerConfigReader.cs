using ModelSync.Kubernetes.Kinds;

namespace ModelSync.Registries.Credentials;

/// <summary>Reads pull secrets of both types; what is wrong with one is said without any of its content.</summary>
public static class DockerConfigReader
{
    private const string ConfigType = "kubernetes.io/dockerconfigjson";
    private const string ConfigKey = ".dockerconfigjson";
    private const string LegacyType = "kubernetes.io/dockercfg";
    private const string LegacyKey = ".dockercfg";
    private const string Remedy = "create it with `kubectl create secret docker-registry`";

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
            problem = $"pull secret {name} has no {key}: {Remedy}";
            return [];
        }

        if (!DockerConfig.TryParse(bytes, key is LegacyKey, name, out var config))
        {
            problem = $"{key} of pull secret {name} is no JSON: {Remedy}";
            return [];
        }

        problem = !config.HasAuths ? $"{key} of pull secret {name} has no auths: {Remedy}"
            : config.HasEmptyEntries ? $"pull secret {name} has an entry without a registry, or without username and password, auth or identitytoken: correct it"
            : null;
        return config.Entries;
    }
}
