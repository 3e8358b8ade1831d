using ModelSync.Kubernetes.Meta;
using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.DataPlane.Services;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>
/// The one loop that decides what is served where. Endpoints do not pass through it: they change the table of Services at once, which every
/// request reads.
/// </summary>
internal sealed class PlaneLoop(
    PlaneCaches caches,
    IReadOnlyList<RouteSource> sources,
    GatewayBook gateways,
    RoutePlanner planner,
    ServiceListeners serviceListeners,
    StatusWriter statuses,
    DirtyKeys dirty,
    DataPlaneLog log,
    TimeProvider time)
{
    public const string NamespaceKind = "Namespace";

    private RouteBehavior _behavior = RouteBehavior.Prompt;

    /// <summary>How routes are treated from now on; all are looked at again.</summary>
    public RouteBehavior Behavior
    {
        get => Volatile.Read(ref _behavior);
        set
        {
            Volatile.Write(ref _behavior, value);
            foreach (var key in sources.SelectMany(source => source.Keys()))
            {
                dirty.Mark(key);
            }
        }
    }

    /// <summary>Ends only as cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var keys = (await dirty.TakeAsync(cancellationToken).ConfigureAwait(false)).ToLookup(key => key.Kind, StringComparer.Ordinal);
            foreach (var key in keys[ServiceListeners.Kind])
            {
                await serviceListeners.ApplyAsync(key.Name, caches.Services.Get(key.Name)).ConfigureAwait(false);
            }

            var areGatewaysDirty = keys[GatewayGroup.GatewayKind].Any() || keys[GatewayGroup.GatewayClassKind].Any() || keys[NamespaceKind].Any();
            if (areGatewaysDirty)
            {
                gateways.Replace(OurGateways());
            }

            foreach (var source in sources)
            {
                LookAt(source, keys[source.Kind]);
            }

            if (areGatewaysDirty || keys[ServiceListeners.Kind].Any())
            {
                Tell(planner.JudgeAgain());
            }

            gateways.Serve(planner.Attached);
            TellGateways();
        }
    }

    private void LookAt(RouteSource source, IEnumerable<ObjectKey> keys)
    {
        foreach (var key in keys)
        {
            try
            {
                if (planner.Look(key, source.Get(key.Name), Behavior) is { } judged)
                {
                    Tell([judged]);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One route that nobody thought of must not stop all others.
                log.ObjectFailed(e, key.ToString());
            }
        }
    }

    private IEnumerable<GatewayView> OurGateways()
    {
        foreach (var gateway in caches.Gateways?.List() ?? [])
        {
            if (ClassOf(gateway) is not null)
            {
                yield return new GatewayView(gateway, name => caches.Namespaces.GetMetadata(NamespacedName.ClusterScoped(name))?.Labels);
            }
        }
    }

    private GatewayClass? ClassOf(Gateway gateway) =>
        gateway.Spec?.GatewayClassName is { Length: > 0 } name && caches.Classes?.Get(NamespacedName.ClusterScoped(name)) is { } found && IsOurs(found)
            ? found
            : null;

    private static bool IsOurs(GatewayClass candidate) =>
        string.Equals(candidate.Spec?.ControllerName, GatewayClasses.ControllerName, StringComparison.Ordinal);

    private void Tell(IEnumerable<(RouteObject Route, RouteVerdict Verdict)> verdicts)
    {
        foreach (var (route, verdict) in verdicts)
        {
            var source = sources.First(source => string.Equals(source.Kind, route.Key.Kind, StringComparison.Ordinal));
            statuses.Write(route.Key, source.Resource, () => RouteStatuses.PatchFor(source.Get(route.Key.Name), route, verdict, time.GetUtcNow()));
        }
    }

    private void TellGateways()
    {
        foreach (var own in caches.Classes?.List().Where(IsOurs) ?? [])
        {
            var key = own.Metadata.Key;
            var owner = new ObjectKey(GatewayGroup.GatewayClassKind, key);
            statuses.Write(owner, caches.Classes!.Resource, () => GatewayStatuses.PatchFor(caches.Classes.Get(key), time.GetUtcNow()));
        }

        var attached = planner.Attached.ToLookup(entry => entry.Attachment.Gateway, entry => entry.Attachment.Section);
        foreach (var gateway in gateways.Gateways)
        {
            var key = gateway.Key;
            var counts = attached[key].CountBy(section => section, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            var owner = new ObjectKey(GatewayGroup.GatewayKind, key);
            statuses.Write(owner, caches.Gateways!.Resource, () => GatewayStatuses.PatchFor(caches.Gateways.Get(key), counts, time.GetUtcNow()));
        }
    }
}
