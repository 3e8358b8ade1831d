using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Revisions;
using ModelSync.Core.Traffic;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Gathering;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Tests.Traffic;

/// <summary>What is read of the traffic: which routes are the rollout's business, what is in force, what stands in the way.</summary>
internal sealed class TrafficReaderTests
{
    private const string One = "bcdfghjklm";
    private const string Two = "nbcdfghjkl";

    private static readonly TrafficSpec Shared = new()
    {
        Type = TrafficType.GatewayAPI,
        GatewayAPI = new GatewayApiTraffic { RouteRef = new RouteReference { Name = "shared", RuleName = "models" } },
    };

    private static readonly TrafficSpec Owned = new()
    {
        Type = TrafficType.GatewayAPI,
        GatewayAPI = new GatewayApiTraffic { Route = new OwnedRoute { ParentRefs = [new ParentReference { Name = "edge" }] } },
    };

    [Test]
    public void A_route_of_somebody_else_that_sends_to_a_revision_is_none_of_our_business()
    {
        var preview = Route("preview", "look", $"fraud-{Two}", owned: false);

        Assert.That(TrafficReader.Read(Sources(Owned, preview)).Former, Is.Empty);
    }

    [Test]
    public void A_rule_that_was_written_to_is_former_when_the_settings_name_another()
    {
        var noted = Sources(Owned, Route("shared", "models", $"fraud-{One}", owned: false)) with { EntryService = Entry("HTTPRoute/shared/models") };
        var planned = Sources(Owned, Route("shared", "models", $"fraud-{One}", owned: false)) with { Records = [Record(One, Shared)] };

        Assert.That(TrafficReader.Read(noted).Former.Single().Rule, Is.EqualTo(new AdoptedRule("HTTPRoute", "shared", "models")));
        Assert.That(TrafficReader.Read(planned).Former.Single().Rule, Is.EqualTo(new AdoptedRule("HTTPRoute", "shared", "models")), "a plan on record names it");
    }

    [Test]
    public void A_rule_that_was_given_back_is_former_no_more()
    {
        var sources = Sources(Owned, Route("shared", "models", "fraud", owned: false)) with { EntryService = Entry("HTTPRoute/shared/models") };

        Assert.That(TrafficReader.Read(sources).Former, Is.Empty);
    }

    [Test]
    public void A_rule_is_noted_on_the_entry_Service_before_it_is_written_and_while_it_is_former()
    {
        var adopting = TrafficReader.EntryIntent(Sources(Shared, Route("shared", "models", "fraud", owned: false)), ServiceSelector.Narrow(One), TrafficSplit.All(One))!;
        var leaving = TrafficReader.EntryIntent(
            Sources(Owned, Route("shared", "models", $"fraud-{One}", owned: false)) with { EntryService = Entry("HTTPRoute/shared/models") },
            ServiceSelector.Narrow(One),
            TrafficSplit.All(One))!;
        var left = TrafficReader.EntryIntent(
            Sources(Owned, Route("shared", "models", "fraud", owned: false)) with { EntryService = Entry("HTTPRoute/shared/models") }, ServiceSelector.Narrow(One), TrafficSplit.All(One))!;

        Assert.That(adopting.ToString(), Does.Contain("\"modelsync.io/adopted-rules\":\"HTTPRoute/shared/models\""));
        Assert.That(leaving.ToString(), Does.Contain("\"modelsync.io/adopted-rules\":\"HTTPRoute/shared/models\""));
        Assert.That(left.ToString(), Does.Not.Contain("adopted-rules"));
    }

    [Test]
    public void An_owned_route_of_other_settings_is_former()
    {
        var sources = Sources(new TrafficSpec { Type = TrafficType.Service }, Route("fraud", "r", $"fraud-{One}", owned: true));

        Assert.That(TrafficReader.Read(sources).Former.Single().IsOwned, Is.True);
        Assert.That(TrafficReader.Read(Sources(Owned, Route("fraud", "r", $"fraud-{One}", owned: true))).Former, Is.Empty);
    }

    [Test]
    public void A_lost_record_does_not_hide_the_ports_of_an_entry_Service_that_is_there()
    {
        var sources = Sources(new TrafficSpec { Type = TrafficType.Service }) with { Records = [], EntryService = Entry(rules: null) };

        var intent = TrafficReader.EntryIntent(sources, ServiceSelector.Narrow(Two), TrafficSplit.All(Two));

        Assert.That(intent!.ToString(), Does.Contain("\"port\":80").And.Contain("\"targetPort\":8080").And.Contain(Two));
        Assert.That(TrafficReader.EntryIntent(sources with { EntryService = null }, ServiceSelector.Narrow(Two), TrafficSplit.All(Two)), Is.Null);
    }

    [Test]
    public void What_was_written_is_not_in_force_before_a_gateway_has_taken_it()
    {
        var route = Route("fraud", "r", $"fraud-{Two}", owned: true);

        var first = TrafficReader.Read(Sources(Owned, route)).Traffic!;
        var later = TrafficReader.Read(Sources(Owned, route) with { LastInForce = TrafficSplit.All(One) }).Traffic!;

        Assert.That((first.Written, first.Observed, first.IsAccepted), Is.EqualTo((TrafficSplit.All(Two), TrafficSplit.Empty, false)));
        Assert.That((later.Written, later.Observed), Is.EqualTo((TrafficSplit.All(Two), TrafficSplit.All(One))));
    }

    [Test]
    public void A_kind_that_cannot_be_listed_holds_only_those_that_need_it()
    {
        var sources = Sources(Owned) with { Routes = new Dictionary<string, IReadOnlyList<DynamicObject>>(), UnlistedKinds = ["HTTPRoute"] };

        Assert.That(TrafficReader.Read(sources).Impediments.Single().Reason, Is.EqualTo("RouteKindUnknown"));
        Assert.That(TrafficReader.Read(sources with { UnlistedKinds = [] }).Impediments.Single().Reason, Is.EqualTo("RouteKindMissing"));
        Assert.That(TrafficReader.Read(sources with { Traffic = new TrafficSpec { Type = TrafficType.Service } }).Impediments, Is.Empty);
    }

    [Test]
    public void A_gateway_that_says_no_is_quoted()
    {
        var route = Route("fraud", "r", $"fraud-{Two}", owned: true, """,{"type":"ResolvedRefs","status":"False","reason":"BackendNotFound","message":"no Service fraud"}""");

        Assert.That(TrafficReader.Read(Sources(Owned, route)).Refusal!.Message, Does.Contain("HTTPRoute fraud").And.Contain("BackendNotFound: no Service fraud"));
        Assert.That(TrafficReader.Read(Sources(Owned, Route("fraud", "r", $"fraud-{Two}", owned: true))).Refusal, Is.Null);
    }

    private static TrafficSources Sources(TrafficSpec traffic, params DynamicObject[] routes) => new()
    {
        Identity = Objects.Identity,
        Traffic = traffic,
        Records = [Record(One, traffic)],
        RevisionOfPod = new Dictionary<string, string>(),
        Routes = new Dictionary<string, IReadOnlyList<DynamicObject>> { ["HTTPRoute"] = routes },
        FindRoute = (kind, name) => kind == "HTTPRoute" ? routes.FirstOrDefault(route => route.Metadata.Name == name) : null,
        LastInForce = TrafficSplit.Empty,
    };

    private static RevisionRecord Record(string revision, TrafficSpec traffic) => new()
    {
        Revision = revision,
        Inputs = new RevisionInputs
        {
            PackageDigest = "sha256:00",
            Version = "1.0.0",
            Template = RawJson.From("{}"),
            Ports = [new ServicePortSpec { Name = "http", Port = 80, TargetPort = 8080 }],
            Delivery = DeliveryMode.Env,
            ServingContainer = "server",
        },
        Plan = PlanBuilder.Of(new ModelRolloutSpec { Traffic = traffic }, static _ => null),
    };

    private static DynamicObject Route(string name, string rule, string service, bool owned, string conditions = "")
    {
        var metadata = owned ? Objects.Owned(name) : "{\"name\":\"" + name + "\",\"namespace\":\"shop\",\"generation\":2}";
        return Objects.Parse(
            $$$"""
            {"apiVersion":"gateway.networking.k8s.io/v1","kind":"HTTPRoute","metadata":{{{metadata}}},
             "spec":{"parentRefs":[{"name":"edge"}],"rules":[{"name":"{{{rule}}}","backendRefs":[{"name":"{{{service}}}","port":80}]}]},
             "status":{"parents":[{"parentRef":{"name":"edge"},"conditions":[{"type":"Programmed","status":"True"}{{{conditions}}}]}]}}
            """);
    }

    private static DynamicObject Entry(string? rules)
    {
        var metadata = Objects.Owned("fraud", rules is null ? "" : ",\"annotations\":{\"modelsync.io/adopted-rules\":\"" + rules + "\"}");
        return Objects.Parse(
            $$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{{{metadata}}},
             "spec":{"selector":{"modelsync.io/rollout":"fraud"},"ports":[{"name":"http","port":80,"targetPort":8080}]}}
            """);
    }
}
