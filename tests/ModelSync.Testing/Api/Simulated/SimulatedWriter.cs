using System.Buffers;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Testing.Api.Simulated;

/// <summary>Reads and writes single objects, or one subresource of them.</summary>
internal sealed class SimulatedWriter<T>(SimulatedApi api, SimulatedWorld world, ResourceType<T> type, string? Subresource)
    where T : class, IKubernetesObject
{
    public SimulatedRequest NewRequest(SimulatedVerb verb, NamespacedName key, ResourceVersion version = default) =>
        new(api.Clock.GetUtcNow(), verb, type.Resource, key, version, Subresource);

    public async Task<T?> GetAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        await api.ReceiveAsync(NewRequest(SimulatedVerb.Get, key), cancellationToken);
        return world.Find(type.Resource, key) is { } found ? Read(found, request: null) : null;
    }

    public Task<T> ReplaceAsync(NamespacedName key, T value, WriteOptions? options, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        type.Codec.Encode(value, body);
        var sent = JsonNode.Parse(body.WrittenSpan)!.AsObject();
        return ChangeAsync(SimulatedVerb.Replace, key, options?.DryRun is true, ReplaceBy, cancellationToken);

        void ReplaceBy(JsonObject current)
        {
            current.Clear();
            SimulatedPatches.Merge(current, sent);
        }
    }

    public Task<T> PatchAsync(NamespacedName key, Patch patch, WriteOptions? options, CancellationToken cancellationToken)
    {
        return ChangeAsync(SimulatedVerb.Patch, key, options?.DryRun is true, PatchBy, cancellationToken);

        void PatchBy(JsonObject current)
        {
            var body = JsonNode.Parse(patch.Body.Span)!;
            if (body is JsonArray operations)
            {
                SimulatedPatches.Apply(current, operations);
            }
            else
            {
                SimulatedPatches.Merge(current, body.AsObject());
            }
        }
    }

    /// <summary>Merges what is applied into the object, and makes it where it is not there; who owned which field is not kept.</summary>
    public async Task<T> ApplyAsync(ApplyConfiguration configuration, ApplyOptions options, CancellationToken cancellationToken)
    {
        var sent = JsonNode.Parse(configuration.Body.Span)!.AsObject();
        if (Subresource is not null || world.Find(type.Resource, configuration.Key) is not null)
        {
            return await ChangeAsync(SimulatedVerb.Apply, configuration.Key, options.DryRun, current => SimulatedPatches.Merge(current, sent), cancellationToken);
        }

        var request = NewRequest(SimulatedVerb.Apply, configuration.Key);
        await api.ReceiveAsync(request, cancellationToken);
        return Read(world.Create(type.Resource, sent, options.DryRun), request);
    }

    public T Read(SimulatedObject value, SimulatedRequest? request)
    {
        if (request is not null)
        {
            api.Answer(request);
        }

        return SimulatedDecoder.Decode(type, value.Json, out var invalid) ?? throw new InvalidObjectException(type.Resource, invalid!);
    }

    private async Task<T> ChangeAsync(SimulatedVerb verb, NamespacedName key, bool isDryRun, Action<JsonObject> change, CancellationToken cancellationToken)
    {
        var request = NewRequest(verb, key);
        await api.ReceiveAsync(request, cancellationToken);
        return Read(world.Change(type.Resource, key, Subresource, isDryRun, change), request);
    }
}
