using Microsoft.AspNetCore.Http;
using ModelSync.Playground.DataPlane;
using ModelSync.Playground.DataPlane.Routing;

namespace ModelSync.Playground.Tests.DataPlane;

internal sealed class RoutingTests
{
    [TestCase("/abc", "/abc", true)]
    [TestCase("/abc", "/abc/", true)]
    [TestCase("/abc", "/abc/d", true)]
    [TestCase("/abc", "/abcd", false)]
    [TestCase("/abc/", "/abc", true)]
    [TestCase("/abc/", "/abc/d", true)]
    [TestCase("/", "/anything", true)]
    [TestCase("/", "/", true)]
    public void A_prefix_matches_whole_elements(string prefix, string path, bool matches) => Assert.That(PathMatch.Prefix(prefix).Matches(path), Is.EqualTo(matches));

    [Test]
    public void Istios_prefix_is_a_prefix_of_the_text() => Assert.That(PathMatch.TextPrefix("/abc").Matches("/abcd"), Is.True);

    [Test]
    public void A_pattern_matches_the_whole_path_in_linear_time()
    {
        Assert.That(PathMatch.TryRegex("/v[12]/.*")!.Matches("/v2/models"), Is.True);
        Assert.That(PathMatch.TryRegex("/v2")!.Matches("/v2/models"), Is.False);
        Assert.That(PathMatch.TryRegex("(a+)+$")!.Matches(new string('a', 5000) + "!"), Is.False);
        Assert.That(PathMatch.TryRegex("("), Is.Null);
        Assert.That(PathMatch.TryRegex("(?=a)a"), Is.Null, "look-around is not for linear time");
    }

    [TestCase("*.example", "a.example", true)]
    [TestCase("*.example", "a.b.example", true)]
    [TestCase("*.example", "example", false)]
    [TestCase("a.example", "A.EXAMPLE:8080", true)]
    [TestCase("a.example", "b.example", false)]
    [TestCase(null, "whatever", true)]
    public void Hosts_match_without_their_port_and_wildcards_stand_for_labels(string? pattern, string host, bool matches) =>
        Assert.That(HostPattern.Of(pattern).Matches(ViewOf(host, "/").Host), Is.EqualTo(matches));

    [TestCase(null, null, "")]
    [TestCase(null, "a.example", "a.example")]
    [TestCase("*.example", "a.example", "a.example")]
    [TestCase("a.example", "*.example", "a.example")]
    [TestCase("*.example", "*.a.example", "*.a.example")]
    [TestCase("*.example", "*.example", "*.example")]
    [TestCase("a.example", "b.example", null)]
    [TestCase("*.example", "example", null)]
    public void The_hosts_of_a_listener_and_a_route_meet_in_the_narrower(string? left, string? right, string? both)
    {
        var found = HostPattern.Of(left).Intersect(HostPattern.Of(right));
        Assert.That(found is null ? null : found.Text ?? "", Is.EqualTo(both));
    }

    [Test]
    public void Headers_query_and_method_must_all_match()
    {
        var table = TrafficWorld.TableOf(TrafficWorld.HttpRoute(
            """
            {"rules": [{"matches": [{"path": {"type": "PathPrefix", "value": "/v2"}, "method": "POST",
              "headers": [{"name": "X-Team", "value": "risk"}, {"name": "x-team", "value": "second of the name"}],
              "queryParams": [{"name": "mode", "type": "RegularExpression", "value": "f.*"}]}]}]}
            """));
        var headers = new HeaderDictionary { ["x-team"] = "risk" };
        Assert.That(table.Find(new RequestView("POST", "any", "/v2/models?mode=fast&mode=slow", headers)), Is.Not.Null);
        Assert.That(table.Find(new RequestView("GET", "any", "/v2/models?mode=fast", headers)), Is.Null);
        Assert.That(table.Find(new RequestView("POST", "any", "/v2/models", headers)), Is.Null);
        Assert.That(table.Find(new RequestView("POST", "any", "/v2?mode=fast", new HeaderDictionary())), Is.Null);
    }

    [Test]
    public void The_most_specific_match_of_all_rules_goes_first()
    {
        var table = TrafficWorld.TableOf(TrafficWorld.HttpRoute(
            """
            {"rules": [
              {"name": "root", "matches": [{"path": {"value": "/"}}]},
              {"name": "short", "matches": [{"path": {"value": "/v2"}}]},
              {"name": "header", "matches": [{"path": {"value": "/v2"}, "headers": [{"name": "x", "value": "y"}]}]},
              {"name": "method", "matches": [{"path": {"value": "/v2"}, "method": "PUT"}]},
              {"name": "long", "matches": [{"path": {"value": "/v2/models"}}]},
              {"name": "exact", "matches": [{"path": {"type": "Exact", "value": "/v2"}}]}]}
            """));
        var headers = new HeaderDictionary { ["x"] = "y" };
        Assert.Multiple(() =>
        {
            Assert.That(RuleOf(table, "GET", "/other", headers), Does.EndWith("root"));
            Assert.That(RuleOf(table, "GET", "/v2/a", new HeaderDictionary()), Does.EndWith("short"));
            Assert.That(RuleOf(table, "GET", "/v2/a", headers), Does.EndWith("header"));
            Assert.That(RuleOf(table, "PUT", "/v2/a", headers), Does.EndWith("method"));
            Assert.That(RuleOf(table, "PUT", "/v2/models/m", headers), Does.EndWith("long"));
            Assert.That(RuleOf(table, "PUT", "/v2", headers), Does.EndWith("exact"));
        });
    }

    [Test]
    public void A_VirtualService_takes_the_first_match_as_it_is_written()
    {
        var table = TrafficWorld.TableOf(TrafficWorld.VirtualService(
            """
            {"hosts": ["fraud"], "http": [
              {"name": "wide", "match": [{"uri": {"prefix": "/v"}}], "route": [{"destination": {"host": "a"}}]},
              {"name": "narrow", "match": [{"uri": {"exact": "/v2"}}], "route": [{"destination": {"host": "b"}}]}]}
            """));
        foreach (var host in new[] { "fraud", "fraud.ml", "fraud.ml.svc", "fraud.ml.svc.cluster.local:80", "127.0.0.1:1234" })
        {
            Assert.That(table.Find(new RequestView("GET", host, "/v2", new HeaderDictionary()))?.Rule.Title, Does.EndWith("wide"), host);
        }

        Assert.That(table.Find(new RequestView("GET", "fraud.other", "/v2", new HeaderDictionary())), Is.Null);
    }

    [Test]
    public void A_GRPCRoute_tells_services_and_methods_apart()
    {
        var table = TrafficWorld.TableOf(TrafficWorld.GrpcRoute(
            """
            {"rules": [
              {"name": "method", "matches": [{"method": {"method": "ModelInfer"}}]},
              {"name": "service", "matches": [{"method": {"service": "inference.GRPCInferenceService"}}]},
              {"name": "both", "matches": [{"method": {"service": "inference.GRPCInferenceService", "method": "ModelInfer"}}]}]}
            """));
        var headers = new HeaderDictionary();
        Assert.That(RuleOf(table, "POST", "/inference.GRPCInferenceService/ModelInfer", headers), Does.EndWith("both"));
        Assert.That(RuleOf(table, "POST", "/inference.GRPCInferenceService/ServerLive", headers), Does.EndWith("service"));
        Assert.That(RuleOf(table, "POST", "/other.Service/ModelInfer", headers), Does.EndWith("method"));
        Assert.That(table.Find(new RequestView("POST", "any", "/other.Service/Other", headers)), Is.Null);
    }

    [TestCase("/a", "/x", "/a/b?c=d", "/x/b")]
    [TestCase("/a", "/", "/a", "/")]
    [TestCase("/a", "/", "/a/b", "/b")]
    [TestCase("/a/", "/x/", "/a/b", "/x/b")]
    public void A_prefix_is_replaced_by_whole_elements(string prefix, string replacement, string target, string expected) =>
        Assert.That(new PathRewrite(replacement, IsPrefix: true).Apply(ViewOf("any", target).Path, PathMatch.Prefix(prefix)), Is.EqualTo(expected));

    [Test]
    public void A_redirect_keeps_what_it_does_not_name()
    {
        var view = ViewOf("fraud.example:8080", "/v2/models?x=1");
        Assert.That(new Redirect().LocationFor(view, "fraud.example:8080", PathMatch.Any), Is.EqualTo("http://fraud.example:8080/v2/models?x=1"));
        Assert.That(new Redirect { Scheme = "https" }.LocationFor(view, "fraud.example:8080", PathMatch.Any), Is.EqualTo("https://fraud.example/v2/models?x=1"));
        Assert.That(new Redirect { Host = "other", Port = 81, Path = new PathRewrite("/new", IsPrefix: false) }.LocationFor(view, "fraud.example:8080", PathMatch.Any), Is.EqualTo("http://other:81/new?x=1"));
    }

    [TestCase("1h30m", 5400)]
    [TestCase("0.5s", 0.5)]
    [TestCase("250ms", 0.25)]
    [TestCase("1m0s", 60)]
    public void Durations_are_read_as_both_APIs_write_them(string text, double seconds)
    {
        Assert.That(DurationText.TryParse(text, out var duration), Is.True);
        Assert.That(duration, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [TestCase("")]
    [TestCase("10")]
    [TestCase("s")]
    [TestCase("-1s")]
    [TestCase("1d")]
    [TestCase("1s ")]
    public void What_is_no_duration_is_refused(string text) => Assert.That(DurationText.TryParse(text, out _), Is.False);

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Weights_are_kept_in_proportion_and_zero_is_never_drawn(ulong seed, byte first, byte second)
    {
        const int Draws = 5000;
        var choice = new WeightedChoice<string>([("zero", 0), ("first", first), ("none", 0), ("second", second), ("last", 0)]);
        var dice = new Dice(seed);
        var drawn = Enumerable.Range(0, Draws).Select(_ => choice.Pick(dice)).ToLookup(value => value ?? "nothing");
        if (first + second == 0)
        {
            Assert.That(drawn["nothing"].Count(), Is.EqualTo(Draws));
            return;
        }

        var (low, high) = Binomial.Band(Draws, (double)first / (first + second));
        Assert.That(drawn["first"].Count(), Is.InRange((int)low - 2, (int)high + 2), $"seed {seed}, weights {first} and {second}");
        Assert.That(drawn["first"].Count() + drawn["second"].Count(), Is.EqualTo(Draws));
    }

    private static RequestView ViewOf(string host, string target) => new("GET", host, target, new HeaderDictionary());

    private static string? RuleOf(RouteTable table, string method, string path, HeaderDictionary headers) => table.Find(new RequestView(method, "any", path, headers))?.Rule.Title;
}
