using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Testing.Api.Simulated;

/// <content>Writes.</content>
internal sealed partial class SimulatedWorld
{
    public SimulatedObject Put(ResourceInfo resource, JsonObject json) => Locked(() =>
    {
        var metadata = json["metadata"]!.AsObject();
        metadata["uid"] ??= $"uid-{++_uids}";
        return Store_NeedsLock(resource, json);
    });

    public bool Remove(ResourceInfo resource, NamespacedName key) =>
        Locked(() => Of(resource).GetValueOrDefault(Text(key)) is { } found && Remove_NeedsLock(resource, found.ToJson()) is not null);

    public SimulatedObject Create(ResourceInfo resource, JsonObject sent, bool isDryRun) => Locked(() =>
    {
        var created = SimulatedWrites.NewObject(resource, sent, $"uid-{++_uids}", clock.GetUtcNow());
        var key = SimulatedObject.From(created, Version).Key;
        return Of(resource).ContainsKey(Text(key)) ? throw SimulatedErrors.AlreadyExists(key)
            : isDryRun ? SimulatedObject.From(created, Version)
            : Store_NeedsLock(resource, created);
    });

    /// <summary>Changes an object; what changes nothing makes no new version, and what takes the last finalizer off an object that is to go removes it.</summary>
    public SimulatedObject Change(ResourceInfo resource, NamespacedName key, string? subresource, bool isDryRun, Action<JsonObject> change) => Locked(() =>
    {
        var current = Of(resource).GetValueOrDefault(Text(key)) ?? throw SimulatedErrors.NotFound(resource, key);
        var sent = current.ToJson();
        change(sent);
        SimulatedWrites.CheckVersion(current, (string?)sent["metadata"]!["resourceVersion"]);
        var next = SimulatedWrites.Changed(current.ToJson(), sent, subresource);
        next["metadata"]!["resourceVersion"] = current.Version.ToString(CultureInfo.InvariantCulture);
        return isDryRun || JsonNode.DeepEquals(next, current.ToJson()) ? SimulatedObject.From(next, current.Version)
            : SimulatedWrites.IsDeleting(next) && !SimulatedWrites.HasFinalizers(next) ? Remove_NeedsLock(resource, next)
            : Store_NeedsLock(resource, next);
    });

    public DeleteResult Delete(ResourceInfo resource, NamespacedName key, DeleteOptions? options) => Locked(() =>
    {
        if (Of(resource).GetValueOrDefault(Text(key)) is not { } current)
        {
            return DeleteResult.Absent;
        }

        SimulatedWrites.Check(options?.Preconditions, current);
        var json = current.ToJson();
        var result = new DeleteResult { WasThere = true, Uid = (string?)json["metadata"]!["uid"] };
        if (options?.DryRun is true)
        {
            return result with { Remaining = SimulatedWrites.MetadataOf(current) };
        }

        if (!SimulatedWrites.HasFinalizers(json))
        {
            Remove_NeedsLock(resource, json);
            return result;
        }

        if (!SimulatedWrites.IsDeleting(json))
        {
            json["metadata"]!["deletionTimestamp"] = SimulatedWrites.Text(clock.GetUtcNow());
            current = Store_NeedsLock(resource, json);
        }

        return result with { Remaining = SimulatedWrites.MetadataOf(current) };
    });

    private SimulatedObject Store_NeedsLock(ResourceInfo resource, JsonObject json)
    {
        var now = SimulatedObject.From(json, ++Version);
        var before = Of(resource).GetValueOrDefault(Text(now.Key));
        Of(resource)[Text(now.Key)] = now;
        Tell_NeedsLock(new Happening(Text(resource), before is null ? WatchEventType.Added : WatchEventType.Modified, now, before));
        return now;
    }

    private SimulatedObject Remove_NeedsLock(ResourceInfo resource, JsonObject json)
    {
        var last = SimulatedObject.From(json, ++Version);
        Of(resource).Remove(Text(last.Key), out var before);
        Tell_NeedsLock(new Happening(Text(resource), WatchEventType.Deleted, last, before));
        return last;
    }
}
