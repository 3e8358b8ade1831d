using Microsoft.AspNetCore.Http;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;
using ModelSync.Playground.DataPlane;
using ModelSync.Playground.DataPlane.Kinds;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.Tests.DataPlane;

/// <summary>Whatever routes there are, the entry that a request gets is one that no other matching entry precedes.</summary>
internal sealed class PrecedenceProperties
{
    private static readonly string[] Paths = ["/", "/a", "/a/b", "/ab", "/a/b/c"];

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void The_entry_that_is_found_is_the_first_by_the_words_of_the_API(ulong seed)
    {
        var dice = new Dice(seed);
        var routes = Enumerable.Range(0, 4).Select(index => RouteOf(dice, index)).ToArray();
        var table = RoutePrecedence.TableOf(routes.Select(route => (route, route.Hosts)));
        var request = new RequestView(dice.Below(2) == 0 ? "GET" : "PUT", dice.Below(2) == 0 ? "a.example" : "b.example", Paths[dice.Below(Paths.Length)], new HeaderDictionary { ["x"] = "1" });

        var matching = routes
            .SelectMany(route => route.Hosts.Where(host => host.Matches(request.Host)).SelectMany(host => route.Matches.Select((match, index) => (Route: route, Host: host, match.Match, match.Rule, Index: index))))
            .Where(candidate => candidate.Match.Matches(request));
        var expected = matching
            .OrderByDescending(candidate => candidate.Host switch { { Text: null } => 0, { IsWildcard: true } => 1, _ => 2 })
            .ThenByDescending(candidate => candidate.Host.Text?.Length ?? 0)
            .ThenByDescending(candidate => candidate.Match.Path.Kind is PathMatchKind.Exact)
            .ThenByDescending(candidate => candidate.Match.Path.Value.Length)
            .ThenByDescending(candidate => candidate.Match.Method is not null)
            .ThenByDescending(candidate => candidate.Match.Headers.Count)
            .ThenBy(candidate => candidate.Route.Created!.Value)
            .ThenBy(candidate => candidate.Route.Key.Name.ToString(), StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Index)
            .Select(candidate => candidate.Rule)
            .FirstOrDefault();
        Assert.That(table.Find(request)?.Rule, Is.SameAs(expected), $"seed {seed}");
    }

    private static RouteProgram RouteOf(Dice dice, int index) => new()
    {
        Key = new ObjectKey(GatewayGroup.HttpRouteKind, new NamespacedName("ml", $"route-{index}")),
        Created = KubeTime.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddSeconds(1 + dice.Below(2))),
        Hosts = [HostPattern.Of(dice.Below(3) switch { 0 => "a.example", 1 => "*.example", _ => null })],
        Matches = [.. Enumerable.Range(0, 3).Select(rule => (MatchOf(dice), new RouteRule { Title = $"{index}/{rule}" }))],
    };

    private static RequestMatch MatchOf(Dice dice)
    {
        var path = Paths[dice.Below(Paths.Length)];
        return new RequestMatch
        {
            Path = dice.Below(2) == 0 ? PathMatch.Exact(path) : PathMatch.Prefix(path),
            Method = dice.Below(3) == 0 ? TextMatch.Exact("GET") : null,
            Headers = dice.Below(3) == 0 ? [new NamedMatch("x", TextMatch.Exact("1"))] : [],
        };
    }
}
