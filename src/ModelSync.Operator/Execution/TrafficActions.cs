using ModelSync.Api.Conditions;
using ModelSync.Core.Actions;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Execution;

/// <summary>Makes, changes and removes what splits the traffic in one cluster.</summary>
internal sealed class TrafficActions(ActionContext context, ClusterScene place, RouteWriter routes, GatheringClock clock)
{
    private readonly ObjectWriter _writer = new(context, place, clock);
    private readonly ObjectRemover _remover = new(context, place);

    private RolloutIdentity Identity => context.Scene.Identity;

    private TrafficReading Reading => place.Reading;

    private NamespacedName EntryKey => new(Identity.Namespace, Identity.Name);

    public Task RunAsync(PlannedAction action, CancellationToken cancellationToken) => action switch
    {
        ApplyTraffic apply => ApplyAsync(apply, cancellationToken),
        RemoveTraffic => RemoveAsync(cancellationToken),
        RemoveFormerTraffic => RemoveFormerAsync(cancellationToken),
        _ => throw new InvalidOperationException($"{action.GetType().Name} is no action of traffic."),
    };

    // A weight moves before anything else does; only a route that is not there yet needs its Service first.
    private async Task ApplyAsync(ApplyTraffic apply, CancellationToken cancellationToken)
    {
        var target = RouteTarget.Of(place.Sources.Traffic, Identity.Name);
        var isThere = Reading.Traffic is not null;
        if (target is not null && isThere)
        {
            await routes.WriteAsync(target, apply.Split, cancellationToken).ConfigureAwait(false);
        }

        await EntryAsync(apply, cancellationToken).ConfigureAwait(false);
        if (target is not null && !isThere)
        {
            await routes.WriteAsync(target, apply.Split, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task EntryAsync(ApplyTraffic apply, CancellationToken cancellationToken)
    {
        var intent = TrafficReader.EntryIntent(place.Sources, apply.Selector, apply.Split)
            ?? throw NoPorts(apply.Selector.Revision);
        var seen = Reading.EntryService is { } entry ? EntrySelector.Of(entry, Identity.Name) : null;
        return _writer.WriteAsync(
            new ObjectWrite
            {
                Kind = ServingKinds.Services,
                Key = EntryKey,
                Intent = _ => intent,
                IsAsSeen = live => live is null == Reading.EntryService is null && (live is null || EntrySelector.Of(live, Identity.Name) == seen),
                IsGiven = live => live.Metadata.ControllerOwner is null && Text.Same(live.Metadata.Annotations?.GetValueOrDefault(ObjectKeys.Adopt), Identity.Name),
                Prepare = EntryTakeover.Patch,
                PreparedField = "spec.selector",
            },
            cancellationToken);
    }

    private ActionStoppedException NoPorts(string? revision)
    {
        var message = $"the ports of Service {Identity.Name} are not known: the record of revision {revision} is missing, and so is the Service; restore ControllerRevision {Identity.NameOf(revision ?? "")}, or name another version";
        return new ActionStoppedException(message, new Impediment(ObstacleReasons.RecordMissing, message));
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var target = RouteTarget.Of(place.Sources.Traffic, Identity.Name);
        foreach (var former in Reading.Former)
        {
            await routes.RemoveAsync(former, cancellationToken).ConfigureAwait(false);
        }

        // A rule that was given back by an earlier look is looked at again: what it sends to may not be in force yet.
        if (target is not null && Reading.Route is { } route)
        {
            await routes.RemoveAsync(new FormerRoute(target.Kind, route, target.AdoptedRule), cancellationToken).ConfigureAwait(false);
        }

        await _remover.RemoveAsync(ServingKinds.Services, EntryKey, cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveFormerAsync(CancellationToken cancellationToken)
    {
        if (!await IsReplacedAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new ActionStoppedException("what takes the former route's place is not in force any more");
        }

        foreach (var former in Reading.Former)
        {
            await routes.RemoveAsync(former, cancellationToken).ConfigureAwait(false);
        }
    }

    // Another process may have changed the type meanwhile, and then the former route is all that there is.
    private async Task<bool> IsReplacedAsync(CancellationToken cancellationToken)
    {
        if (Reading.Traffic is not { IsAccepted: true } seen)
        {
            return false;
        }

        var entry = await context.ClientOf(place).Dynamic(ServingKinds.Services).GetAsync(EntryKey, cancellationToken).ConfigureAwait(false);
        if (entry is null || !entry.Metadata.IsOwnedBy(Identity.Uid) || EntrySelector.Of(entry, Identity.Name) != seen.Selector)
        {
            return false;
        }

        return RouteTarget.Of(place.Sources.Traffic, Identity.Name) is not { } target
            || await routes.IsInForceAsync(target, seen.Written, cancellationToken).ConfigureAwait(false);
    }
}
