using ModelSync.Registries;
using ModelSync.Registries.Credentials;

namespace ModelSync.Cli.Pins;

/// <summary>The registries that somebody has logged in to with docker, podman or oras: the entries of a docker config, and what its helper programs know.</summary>
internal sealed class DockerLogins
{
    private readonly string? _file;
    private readonly DockerConfig? _config;
    private readonly CredentialHelper _helper;
    private readonly List<string> _problems = [];

    private DockerLogins(string? file, DockerConfig? config, CredentialHelper helper) => (_file, _config, _helper) = (file, config, helper);

    /// <summary>Reads the config: the one that is named, or the first one that is there of those that such tools use.</summary>
    /// <exception cref="CliException">It is named and not there, or cannot be read.</exception>
    public static async Task<DockerLogins> ReadAsync(string? named, Func<string, string?> environment, CredentialHelper helper, CancellationToken cancellationToken)
    {
        if (named is not null && !File.Exists(named))
        {
            throw new CliException(ExitCodes.Usage, $"there is no file {named}: --registry-config takes a docker config, such as ~/.docker/config.json");
        }

        if ((named ?? Places(environment).FirstOrDefault(File.Exists)) is not { } file)
        {
            return new DockerLogins(file: null, config: null, helper);
        }

        byte[] text;
        try
        {
            text = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"{file} cannot be read: {e.Message}", e);
        }

        return DockerConfig.TryParse(text, isLegacy: false, file, out var config)
            ? new DockerLogins(file, config, helper)
            : throw new CliException(ExitCodes.Usage, $"{file} is no JSON: log in anew with `docker login`, or name another file with --registry-config");
    }

    /// <summary>The credentials for a registry.</summary>
    public async Task<Keyring> ForAsync(string registry, CancellationToken cancellationToken)
    {
        if (_config is null)
        {
            return Keyring.Empty;
        }

        var entries = _config.Entries.ToList();
        foreach (var server in Names(registry))
        {
            if ((_config.Helpers.GetValueOrDefault(server) ?? _config.Store) is not { } helper || !RegistryPlace.TryParse(registry, out var place))
            {
                continue;
            }

            var (credential, problem) = await _helper.GetAsync(helper, server, $"{_file} (docker-credential-{helper})", cancellationToken).ConfigureAwait(false);
            if (problem is not null && !_problems.Contains(problem, StringComparer.Ordinal))
            {
                _problems.Add(problem);
            }

            if (credential is not null)
            {
                entries.Insert(0, new KeyringEntry(place, credential));
                break;
            }
        }

        return new Keyring(entries, _problems);
    }

    // docker.io is kept under the name that it had once.
    private static IEnumerable<string> Names(string registry) => registry is ImageReference.DefaultDomain ? ["https://index.docker.io/v1/", registry] : [registry];

    private static IEnumerable<string> Places(Func<string, string?> environment)
    {
        if (environment("REGISTRY_AUTH_FILE") is { Length: > 0 } named)
        {
            yield return named;
        }

        if (environment("DOCKER_CONFIG") is { Length: > 0 } folder)
        {
            yield return Path.Combine(folder, "config.json");
        }

        if (environment("HOME") is { Length: > 0 } home)
        {
            yield return Path.Combine(home, ".docker", "config.json");
        }

        if (environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
        {
            yield return Path.Combine(runtime, "containers", "auth.json");
        }
    }
}
