using ModelSync.Api.Versions;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Registries.Credentials;

namespace ModelSync.Operator.Versions;

/// <summary>Reads the pull secrets of a version when they are needed: none is watched, and none is kept.</summary>
internal static class PullSecretReader
{
    /// <summary>The credentials; a failure where the API server did not say, in which case nobody should be asked with fewer than there are.</summary>
    public static async Task<(Keyring Keyring, ResolutionFailure? Failure)> ReadAsync(
        ModelVersion version, IKubernetesClient client, CancellationToken cancellationToken)
    {
        var entries = new List<KeyringEntry>();
        var problems = new List<string>();
        foreach (var name in (version.Spec?.PullSecrets ?? []).Select(secret => secret.Name).OfType<string>())
        {
            try
            {
                var key = new NamespacedName(version.Metadata.Namespace, name);
                var secret = await client.Resource<Secret>().GetAsync(key, cancellationToken).ConfigureAwait(false);
                if (secret is null)
                {
                    problems.Add($"pull secret {name} is not there: create it");
                    continue;
                }

                entries.AddRange(DockerConfigReader.Read(secret, out var problem));
                problems.AddRange(problem is null ? [] : [problem]);
            }
            catch (KubernetesApiException e) when (e.IsForbidden)
            {
                problems.Add($"pull secret {name} may not be read by the operator: let its ServiceAccount get that secret");
            }
            catch (KubernetesException e) when (e is KubernetesApiException or KubernetesConnectionException)
            {
                return (Keyring.Empty, new ResolutionFailure(
                    ResolutionFailure.PullSecretUnavailable,
                    $"pull secret {name} could not be read, because the API server did not answer: it is tried again by itself"));
            }
        }

        return (new Keyring(entries, problems), null);
    }
}
