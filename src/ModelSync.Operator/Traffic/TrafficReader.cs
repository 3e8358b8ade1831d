using ModelSync.Api;
using ModelSync.Api.Conditions;
using ModelSync.Core.Revisions.Drift;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Traffic;

/// <summary>Reads what splits a rollout's traffic in one cluster, from cached objects alone.</summary>
internal static class TrafficReader
{
    public static TrafficReading Read(TrafficSources sources)
    {
        var entry = sources.EntryService is { } service && service.Metadata.CountsFor(sources.Identity, sources.TakesBack) ? service : null;
        var target = RouteTarget.Of(sources.Traffic, sources.Identity.Name);
        var reading = new TrafficReading { EntryService = entry, Former = [.. Former(sources, target)] };
        return target is null ? reading with { Traffic = OfService(sources, entry) } : OfRoute(sources, target, reading);
    }

    /// <summary>The entry Service as it should be for what it selects; null where nothing tells its ports.</summary>
    public static RawJson? EntryIntent(TrafficSources sources, ServiceSelector selector, TrafficSplit split)
    {
        // Its ports are those of the revision that serves: the one that is selected, or that has the rest.
        var revision = selector.Revision ?? (split.IsEmpty ? null : split.Shares[0].Revision);
        if (EntryPorts.Of(sources, revision) is not { } ports)
        {
            return null;
        }

        var target = RouteTarget.Of(sources.Traffic, sources.Identity.Name);
        var rules = Former(sources, target).Select(static former => former.Rule).Append(target?.AdoptedRule).OfType<AdoptedRule>();
        return EntryServiceIntent.Render(sources.Identity, ports, selector, split, AdoptedRules.Write(rules));
    }

    private static TrafficObservation? OfService(TrafficSources sources, DynamicObject? entry)
    {
        if (entry is null)
        {
            return null;
        }

        var selector = EntrySelector.Of(entry, sources.Identity.Name);
        var noted = SplitText.Read(entry.Metadata.Annotations?.GetValueOrDefault(ObjectKeys.Weights));
        var written = selector?.Revision is { } only ? TrafficSplit.All(only) : noted;
        return new TrafficObservation
        {
            Written = written,
            Observed = selector?.Revision is { } one ? TrafficSplit.All(one) : Shares(sources) is { IsEmpty: false } shares ? shares : written,
            Selector = selector,
            IsAccepted = true,
            IsDrifted = IsEntryDrifted(sources, entry, selector),
        };
    }

    private static TrafficReading OfRoute(TrafficSources sources, RouteTarget target, TrafficReading reading)
    {
        if (sources.UnlistedKinds.Contains(target.Kind, StringComparer.Ordinal))
        {
            return reading with { Impediments = [new Impediment(ObstacleReasons.RouteKindUnknown, RouteKinds.UnlistedRemedyFor(target.Kind))] };
        }

        if (!sources.Routes.ContainsKey(target.Kind))
        {
            return reading with { Impediments = [new Impediment(ObstacleReasons.RouteKindMissing, RouteKinds.RemedyFor(target.Kind))] };
        }

        var route = sources.FindRoute(target.Kind, target.Name);
        if (target.IsAdopted)
        {
            return Adopted(sources, target, route, reading);
        }

        if (route is null || !route.Metadata.CountsFor(sources.Identity, sources.TakesBack))
        {
            return reading;
        }

        var written = BackendReader.RulesOf(route) is [var rule, ..] ? BackendReader.SplitOf(rule, sources.Identity.Name) : TrafficSplit.Empty;
        return reading with { Route = route, Traffic = Observe(sources, reading, route, written) with { IsDrifted = IsRouteDrifted(sources, route, written) || IsBesideDrifted(sources, reading) } };
    }

    private static TrafficReading Adopted(TrafficSources sources, RouteTarget target, DynamicObject? route, TrafficReading reading)
    {
        if (route is null)
        {
            return reading with { Impediments = [new Impediment(ObstacleReasons.RouteNotFound, $"{target.Kind} {target.Name} does not exist in namespace {sources.Identity.Namespace}: create it, or name another one in spec.traffic")] };
        }

        if (target.Restore(new RawJson(route.Raw.Span), sources.Identity) is { IsRendered: false } refused)
        {
            return reading with { Route = route, Impediments = [refused.Impediment] };
        }

        var rule = BackendReader.RulesOf(route).First(one => Text.Same(one.Name, target.Rule));
        var written = BackendReader.SplitOf(rule, sources.Identity.Name);

        // While the rule still names the entry Service it was not taken over.
        return written.IsEmpty
            ? reading with { Route = route }
            : reading with { Route = route, Traffic = Observe(sources, reading, route, written) with { IsDrifted = IsBesideDrifted(sources, reading) } };
    }

    private static TrafficObservation Observe(TrafficSources sources, TrafficReading reading, DynamicObject route, TrafficSplit written)
    {
        var isAccepted = RouteAcceptance.Of(route);
        return new TrafficObservation
        {
            Written = written,
            Observed = isAccepted ? written : sources.LastInForce,
            Selector = reading.EntryService is { } entry ? EntrySelector.Of(entry, sources.Identity.Name) : null,
            IsAccepted = isAccepted,
        };
    }

    private static bool IsRouteDrifted(TrafficSources sources, DynamicObject route, TrafficSplit written) =>
        RouteBody.Render(sources, written) is not { IsRendered: true } intent
        || DriftDetector.Compare(intent.Value, new RawJson(route.Raw.Span), route.Metadata.Seal) != DriftVerdict.Equal;

    // Beside a route the entry Service still serves those who do not come by it.
    private static bool IsBesideDrifted(TrafficSources sources, TrafficReading reading) =>
        reading.EntryService is not { } entry || IsEntryDrifted(sources, entry, EntrySelector.Of(entry, sources.Identity.Name));

    private static bool IsEntryDrifted(TrafficSources sources, DynamicObject entry, ServiceSelector? selector)
    {
        var noted = SplitText.Read(entry.Metadata.Annotations?.GetValueOrDefault(ObjectKeys.Weights));
        return selector is not { } known
            || EntryIntent(sources, known, noted) is not { } intent
            || DriftDetector.Compare(intent, new RawJson(entry.Raw.Span), entry.Metadata.Seal) != DriftVerdict.Equal;
    }

    private static TrafficSplit Shares(TrafficSources sources) => ReadyShares.Of(sources.EntrySlices
        .SelectMany(static slice => slice.Endpoints ?? [])
        .Where(endpoint => endpoint is { IsReady: true, TargetRef.Name: not null })
        .Select(static endpoint => endpoint.TargetRef!.Name!)
        .Distinct(StringComparer.Ordinal)
        .Where(sources.RevisionOfPod.ContainsKey)
        .CountBy(pod => sources.RevisionOfPod[pod], StringComparer.Ordinal));

    private static IEnumerable<FormerRoute> Former(TrafficSources sources, RouteTarget? target)
    {
        foreach (var (kind, routes) in sources.Routes)
        {
            foreach (var route in routes.Where(route => route.Metadata.IsOwnedBy(sources.Identity.Uid)))
            {
                if (target is null or { IsAdopted: true } || !Text.Same(kind, target.Kind) || !Text.Same(route.Metadata.Name, target.Name))
                {
                    yield return new FormerRoute(kind, route, Rule: null);
                }
            }
        }

        foreach (var known in AdoptedRules.Known(sources).Where(rule => rule != target?.AdoptedRule))
        {
            if (sources.FindRoute(known.Kind, known.Route) is { } route
                && !route.Metadata.IsOwnedBy(sources.Identity.Uid)
                && BackendReader.RulesOf(route).Any(rule => Text.Same(rule.Name, known.Rule) && !BackendReader.SplitOf(rule, sources.Identity.Name).IsEmpty))
            {
                yield return new FormerRoute(known.Kind, route, known);
            }
        }
    }
}
