using ModelSync.Api;
using ModelSync.Api.Conditions;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Execution;

/// <summary>Writes routes: those that a rollout owns, and the one rule of somebody else's.</summary>
internal sealed class RouteWriter(ActionContext context, ClusterScene place, IReadOnlyDictionary<string, ResourceInfo> kinds, GatheringClock clock)
{
    private const int MostConflicts = 5;
    private readonly ObjectWriter _writer = new(context, place, clock);
    private readonly ObjectRemover _remover = new(context, place);

    private RolloutIdentity Identity => context.Scene.Identity;

    /// <summary>Writes a split.</summary>
    public Task WriteAsync(RouteTarget target, TrafficSplit split, CancellationToken cancellationToken)
    {
        if (target.IsAdopted)
        {
            return PatchAsync(target, split, cancellationToken);
        }

        var intent = RouteBody.Render(place.Sources, split);
        if (!intent.IsRendered)
        {
            throw new ActionStoppedException(intent.Impediment.Message, intent.Impediment);
        }

        var seen = place.Reading.Route is { } route ? WrittenIn(route, rule: null) : null;
        return _writer.WriteAsync(
            new ObjectWrite
            {
                Kind = KindOf(target.Kind),
                Key = new NamespacedName(Identity.Namespace, target.Name),
                Intent = _ => intent.Value,
                IsAsSeen = live => live is null ? seen is null : WrittenIn(live, rule: null).Equals(seen),
            },
            cancellationToken);
    }

    /// <summary>Deletes a route that the rollout owns; gives a rule of somebody else's its entry Service back, and waits until that is in force.</summary>
    public async Task RemoveAsync(FormerRoute former, CancellationToken cancellationToken)
    {
        var key = former.Route.Metadata.Key;
        if (former.Rule is not { } rule)
        {
            await _remover.RemoveAsync(KindOf(former.Kind), key, cancellationToken).ConfigureAwait(false);
        }
        else if (await PatchAsync(RouteTarget.Of(rule), TrafficSplit.Empty, cancellationToken).ConfigureAwait(false) is { } live && !RouteAcceptance.Of(live))
        {
            var why = RouteAcceptance.RefusalOf(live) is { } refusal ? $": {refusal}" : "";
            var message = $"{former.Kind} {key.Name} sends to Service {Identity.Name} again, but its gateway has not taken that yet{why}";
            throw new ActionStoppedException(message, new Impediment(ConditionReasons.RouteNotInForce, message));
        }
    }

    /// <summary>Whether the live route splits like this, and is accepted.</summary>
    public async Task<bool> IsInForceAsync(RouteTarget target, TrafficSplit split, CancellationToken cancellationToken)
    {
        var live = await GetAsync(target, cancellationToken).ConfigureAwait(false);
        return live is not null && RouteAcceptance.Of(live) && WrittenIn(live, target.IsAdopted ? target.Rule : null).Equals(split);
    }

    /// <summary>The owned kind as the cluster serves it.</summary>
    public ResourceInfo KindOf(string kind) => kinds.TryGetValue(kind, out var resource)
        ? resource
        : throw new ActionStoppedException(RouteKinds.RemedyFor(kind), new Impediment(ObstacleReasons.RouteKindMissing, RouteKinds.RemedyFor(kind)));

    // The route carries no epoch of ours, for it is not ours: the rollout itself tells whether somebody decided later.
    private async Task<DynamicObject?> PatchAsync(RouteTarget target, TrafficSplit split, CancellationToken cancellationToken)
    {
        var client = context.ClientOf(place).Dynamic(KindOf(target.Kind));
        string? refused = null;
        for (var attempt = 1; attempt <= MostConflicts; attempt++)
        {
            if (await GetAsync(target, cancellationToken).ConfigureAwait(false) is not { } live)
            {
                return split.IsEmpty ? null : throw new ActionStoppedException($"{target.Kind} {target.Name} does not exist any more");
            }

            if (ChangeOf(target, split, live) is not { } change)
            {
                return live;
            }

            CheckSeen(target, split, live);
            await CheckEpochAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var written = await client.PatchAsync(live.Metadata.Key, change, new WriteOptions { FieldManager = ObjectWriter.FieldManager }, cancellationToken).ConfigureAwait(false);
                context.Report.CountWrite();
                return written;
            }
            catch (KubernetesApiException e) when (e.IsConflict || e.IsNotFound || (e.IsInvalid && !Text.Same(live.Metadata.ResourceVersion, refused)))
            {
                // A test of the patch failed: somebody changed the route, so look again. Where it did not change, the refusal is meant.
                refused = e.IsInvalid ? live.Metadata.ResourceVersion : null;
            }
        }

        throw new ActionStoppedException($"{target.Kind} {target.Name} changed each time it was to be written");
    }

    private Patch? ChangeOf(RouteTarget target, TrafficSplit split, DynamicObject live)
    {
        var patch = split.IsEmpty ? target.Restore(new RawJson(live.Raw.Span), Identity) : target.Patch(new RawJson(live.Raw.Span), Identity, split);
        if (patch.IsRendered)
        {
            return patch.Value.Patch;
        }

        // A rule that is gone, or sends to us no more, has been given back by its owner.
        var isGivenBack = split.IsEmpty && !BackendReader.RulesOf(live).Any(rule => Text.Same(rule.Name, target.Rule) && !BackendReader.SplitOf(rule, Identity.Name).IsEmpty);
        return isGivenBack ? null : throw new ActionStoppedException(patch.Impediment.Message, patch.Impediment);
    }

    private void CheckSeen(RouteTarget target, TrafficSplit split, DynamicObject live)
    {
        if (!split.IsEmpty && !WrittenIn(live, target.Rule).Equals(place.Reading.Traffic?.Written ?? TrafficSplit.Empty))
        {
            throw new ActionStoppedException($"{target.Kind} {target.Name} is not what the decision saw");
        }
    }

    private async Task CheckEpochAsync(CancellationToken cancellationToken)
    {
        var rollout = await context.Hub.Resource<ModelRollout>().GetAsync(new NamespacedName(Identity.Namespace, Identity.Name), cancellationToken).ConfigureAwait(false);
        if (rollout is not null && rollout.Status?.Epoch > context.Epoch)
        {
            throw new ActionStoppedException($"a later decision is on record (epoch {rollout.Status.Epoch}, ours is {context.Epoch})");
        }
    }

    private TrafficSplit WrittenIn(DynamicObject route, string? rule)
    {
        var rules = BackendReader.RulesOf(route);
        var found = rule is null ? rules.Count > 0 ? rules[0] : null : rules.FirstOrDefault(one => Text.Same(one.Name, rule));
        return found is null ? TrafficSplit.Empty : BackendReader.SplitOf(found, Identity.Name);
    }

    private Task<DynamicObject?> GetAsync(RouteTarget target, CancellationToken cancellationToken) =>
        context.ClientOf(place).Dynamic(KindOf(target.Kind)).GetAsync(new NamespacedName(Identity.Namespace, target.Name), cancellationToken);
}
