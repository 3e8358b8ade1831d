using ModelSync.Playground.DataPlane.Gateways;
using ModelSync.Playground.DataPlane.Proxy;
using ModelSync.Playground.DataPlane.Routing;
using ModelSync.Playground.DataPlane.Services;

namespace ModelSync.Playground.DataPlane.Planning;

/// <summary>Follows routes, judges each change when its time has come, and serves what is accepted. Used by the planning loop alone.</summary>
internal sealed class RoutePlanner(
    GatewayBook gateways,
    ServiceTable services,
    ProxyServer server,
    ListenerDirectory directory,
    DirtyKeys dirty,
    TimeProvider time)
{
    private readonly Dictionary<ObjectKey, RouteTrack> _tracks = [];

    /// <summary>What is served at which listener of a Gateway.</summary>
    public IEnumerable<(RouteProgram Program, Attachment Attachment)> Attached =>
        _tracks.Values
            .Where(track => track.InForce is not null)
            .SelectMany(track => track.Verdict!.Attachments.Select(attachment => (track.InForce!, attachment)));

    /// <summary>
    /// Looks at a route; null says that it is gone. Returns the newest verdict, old or new: whatever has happened to the status, it shall say that.
    /// </summary>
    public (RouteObject Route, RouteVerdict Verdict)? Look(ObjectKey key, RouteObject? route, RouteBehavior behavior)
    {
        if (_tracks.TryGetValue(key, out var track) && (route is null || !string.Equals(track.Uid, route.Metadata.Uid, StringComparison.Ordinal)))
        {
            _tracks.Remove(key);
            Close(key, track);
            track = null;
        }

        if (route is null)
        {
            return null;
        }

        if (track is null)
        {
            _tracks.Add(key, track = new RouteTrack(route.Metadata.Uid));
        }

        See(track, route, RouteTreatment.Of(route.Metadata, behavior));
        if (track.TakeDue(time.GetTimestamp()) is { } due)
        {
            return Judge(key, track, due);
        }

        return track.Judged is { } judged ? (judged.Route, track.Verdict!) : null;
    }

    /// <summary>Judges all routes anew: what they refer to has changed.</summary>
    public IReadOnlyList<(RouteObject Route, RouteVerdict Verdict)> JudgeAgain()
    {
        var verdicts = new List<(RouteObject, RouteVerdict)>();
        foreach (var (key, track) in _tracks)
        {
            if (track.Judged is { } judged)
            {
                verdicts.Add(Judge(key, track, judged));
            }
        }

        return verdicts;
    }

    /// <summary>Closes all ports.</summary>
    public void CloseAll()
    {
        foreach (var (key, track) in _tracks)
        {
            Close(key, track);
        }
    }

    private void See(RouteTrack track, RouteObject route, RouteTreatment treatment)
    {
        var due = time.GetTimestamp() + (long)(treatment.Delay.TotalSeconds * time.TimestampFrequency);
        if (track.See(route, treatment, due) && treatment.Delay > TimeSpan.Zero)
        {
            dirty.MarkLater(route.Key, treatment.Delay);
        }
    }

    private (RouteObject Route, RouteVerdict Verdict) Judge(ObjectKey key, RouteTrack track, PendingRoute state)
    {
        var verdict = RouteJudge.Judge(state.Route, state.Treatment, gateways, services);
        track.Settle(state, verdict);
        if (track.InForce is null)
        {
            Close(key, track);
        }
        else
        {
            Serve(key, track, track.InForce);
        }

        return (state.Route, verdict);
    }

    private void Serve(ObjectKey key, RouteTrack track, RouteProgram program)
    {
        track.Listener ??= new ProxyListener(server, time);
        track.Listener.Table = RoutePrecedence.TableOf(program);
        directory.Put(key, section: null, track.Listener.Port, [.. program.Hosts.Where(host => host.Text is not null).Select(host => host.Text!)]);
    }

    private void Close(ObjectKey key, RouteTrack track)
    {
        if (track.Listener is { } listener)
        {
            track.Listener = null;
            directory.Remove(key, section: null);
            server.Close(listener);
        }
    }
}
