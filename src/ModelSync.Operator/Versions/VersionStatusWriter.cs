using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Operator.Statuses;

namespace ModelSync.Operator.Versions;

/// <summary>Writes statuses of versions, each on the condition that nobody else has written the object since it was read.</summary>
internal static class VersionStatusWriter
{
    /// <summary>The patch: what is there no more is taken away, and lists are replaced as a whole.</summary>
    public static Patch PatchOf(ModelVersion version, ModelVersionStatus status)
    {
        ArgumentNullException.ThrowIfNull(version);
        return StatusPatch.Of(version.Metadata, Members(version.Status ?? new ModelVersionStatus()), Members(status));
    }

    /// <summary>Writes the status and returns the version as it is then; throws where the object has changed, or the server refuses.</summary>
    public static Task<ModelVersion> WriteAsync(IKubernetesClient client, ModelVersion version, ModelVersionStatus status, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Resource<ModelVersion>().Status.PatchAsync(version.Metadata.Key, PatchOf(version, status), StatusPatch.Options, cancellationToken);
    }

    private static JsonElement Members(ModelVersionStatus status) => JsonSerializer.SerializeToElement(status, ApiJsonContext.Default.ModelVersionStatus);
}
