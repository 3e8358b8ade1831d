using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Patching;

namespace ModelSync.Operator.Execution;

/// <summary>Writes the status of a rollout with the resourceVersion that was read: a conflict means that somebody else decided.</summary>
internal static class IntentWriter
{
    private static readonly JsonPointer Version = JsonPointer.Of("metadata", "resourceVersion");
    private static readonly JsonPointer Status = JsonPointer.Of("status");

    /// <summary>The rollout as it is with the status.</summary>
    /// <exception cref="KubernetesApiException">A conflict, or the server refuses.</exception>
    public static Task<ModelRollout> WriteAsync(IKubernetesClient hub, ModelRollout read, ModelRolloutStatus status, CancellationToken cancellationToken)
    {
        // The version is set and not tested: so a newer one is a conflict, and no test that failed.
        var patch = Patch.Json()
            .Replace(Version, read.Metadata.ResourceVersion!)
            .AddRaw(Status, JsonSerializer.SerializeToUtf8Bytes(status, ApiJsonContext.Default.ModelRolloutStatus))
            .Build();
        return hub.Resource<ModelRollout>().Status.PatchAsync(
            new(read.Metadata.Namespace, read.Metadata.Name!), patch, new WriteOptions { FieldManager = ObjectWriter.FieldManager }, cancellationToken);
    }
}
