using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>
/// One route on its way from being seen to being served:
/// <code>
///   seen ──delay──► judged ──accepted──► in force (until the next that is accepted, or nothing takes it any more)
///                      └────refused────► what was in force before stays
/// </code>
/// </summary>
internal sealed class RouteTrack(string? uid)
{
    private const int MostPending = 16;

    // By time: what is overtaken by a newer state is dropped.
    private readonly List<PendingRoute> _pending = [];
    private (long Generation, RouteTreatment Treatment)? _seen;

    /// <summary>Whose track it is: an object of the same name that comes later has one of its own.</summary>
    public string? Uid => uid;

    /// <summary>The state that was judged last; null before the first.</summary>
    public PendingRoute? Judged { get; private set; }

    public RouteVerdict? Verdict { get; private set; }

    /// <summary>What is served; null for nothing.</summary>
    public RouteProgram? InForce { get; private set; }

    /// <summary>The port that stands for the route while it is served.</summary>
    public ProxyListener? Listener { get; set; }

    /// <summary>Notes a state of the route; true where it is a new one, which is due after its delay.</summary>
    public bool See(RouteObject route, RouteTreatment treatment, long due)
    {
        var isChange = _seen is not { } seen || seen.Generation != route.Generation
            || !string.Equals(seen.Treatment.Refusal, treatment.Refusal, StringComparison.Ordinal)
            || !string.Equals(seen.Treatment.Problem, treatment.Problem, StringComparison.Ordinal);
        if (!isChange)
        {
            return false;
        }

        _seen = (route.Generation, treatment);
        _pending.RemoveAll(pending => pending.Due >= due);
        if (_pending.Count == MostPending)
        {
            _pending.RemoveAt(0);
        }

        _pending.Add(new PendingRoute(route, treatment, due));
        return true;
    }

    /// <summary>The newest state whose time has come, and none before it; null where nothing is due.</summary>
    public PendingRoute? TakeDue(long now)
    {
        var due = _pending.FindLast(pending => pending.Due <= now);
        _pending.RemoveAll(pending => pending.Due <= now);
        return due;
    }

    public void Settle(PendingRoute judged, RouteVerdict verdict)
    {
        Judged = judged;
        Verdict = verdict;
        InForce = verdict switch
        {
            { IsAccepted: true } => judged.Route.Program,
            { IsDetached: true } => null,
            _ => InForce,
        };
    }
}

/// <summary>A state of a route, how it is treated, and when.</summary>
internal sealed record PendingRoute(RouteObject Route, RouteTreatment Treatment, long Due);
