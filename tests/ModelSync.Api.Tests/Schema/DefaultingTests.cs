using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Api.Tests.Schema;

/// <summary>What is left out is filled in as the API server does it.</summary>
public sealed class DefaultingTests
{
    private static IReadOnlyList<ResourceInfo> Kinds => ApiKinds.All;

    [Test]
    public void A_rollout_gets_the_defaults_of_the_design()
    {
        var spec = Defaulted(ModelRollout.Resource, """{"spec":{"model":"m","strategy":{"canary":{}},"gates":[{"gateRef":{"name":"g"}}],"placement":{"clusters":{}}}}""")["spec"]!;

        Assert.That(JsonNode.DeepEquals(spec, JsonNode.Parse("""
            {
              "model": "m", "replicas": 1, "minReadySeconds": 0, "disruptionBudget": {"maxUnavailable": 1}, "delivery": "Env",
              "strategy": {
                "canary": {"scale": "MatchWeight", "stableScale": "Full", "stableFloorPercent": 50, "minReplicas": 1},
                "type": "Canary", "bakeSeconds": 120, "bakeMaxSeconds": 3600, "scaleDownDelaySeconds": 30, "abortScaleDownDelaySeconds": 30, "abortMaxSeconds": 60
              },
              "gates": [{"gateRef": {"name": "g", "kind": "ModelGate"}, "when": "Both"}], "traffic": {"type": "Service"},
              "onFailure": "Rollback", "onQuarantine": "KeepServing", "rollbackWindow": 1, "progressDeadlineSeconds": 600, "revisionHistoryLimit": 3,
              "deletionPolicy": "Delete", "paused": false,
              "placement": {"clusters": {}, "lockstep": true, "maxFailures": 0, "onFailure": "RollbackAll", "onClusterLost": "Hold", "skipUnreachable": false}
            }
            """)), Is.True, spec.ToJsonString());
    }

    [Test]
    public void A_typed_gate_gets_the_defaults_of_the_design()
    {
        var gate = Defaulting.Apply(new ModelGate { Metadata = new ObjectMeta { Name = "g" }, Spec = new ModelGateSpec { Type = GateType.Scrape, IntervalSeconds = 5 } });

        Assert.That((gate.Spec!.IntervalSeconds, gate.Spec.SampleDeadlineSeconds, gate.Spec.OnNoData, gate.Spec.OnError, gate.Spec.DryRun, gate.Status!.ObservedGeneration),
            Is.EqualTo((5, 600, NoDataMode.Inconclusive, GateErrorMode.Hold, false, -1L)));
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_new_object_has_a_status_that_nobody_has_looked_at(ResourceInfo kind) =>
        Assert.That(Defaulted(kind, "{}")["status"]!.ToJsonString(), Is.EqualTo("""{"observedGeneration":-1}"""));

    [TestCaseSource(nameof(Kinds))]
    public void Every_default_is_allowed_where_it_stands(ResourceInfo kind)
    {
        foreach (var place in SchemaWalker.Places(kind).Where(place => place.Node.HasDefault))
        {
            Assert.That(StructuralValidator.Validate(place.Node, place.Node.Default), Is.Empty, place.Path);
        }
    }

    [Test]
    public void A_null_is_as_if_nothing_had_been_written()
    {
        var spec = Defaulted(ModelRollout.Resource, """{"spec":{"environment":null,"replicas":null,"template":{"metadata":{"labels":{"a":null,"b":"c"}},"spec":{"x":null}}}}""")["spec"]!;

        Assert.That(spec.AsObject().ContainsKey("environment"), Is.False);
        Assert.That(spec["replicas"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(spec["template"]!.ToJsonString(), Is.EqualTo("""{"metadata":{"labels":{"b":"c"}},"spec":{"x":null}}"""));
    }

    [Test]
    public void Values_stay_as_they_are_also_unknown_ones()
    {
        var defaulted = Defaulted(ModelRollout.Resource, """{"x":[1.50],"spec":{"replicas":3.0,"strategy":"odd","y":null},"status":{}}""");

        Assert.That(defaulted["x"]!.ToJsonString(), Is.EqualTo("[1.50]"));
        Assert.That(defaulted["spec"]!["replicas"]!.ToJsonString(), Is.EqualTo("3"));
        Assert.That(defaulted["spec"]!["strategy"]!.ToJsonString(), Is.EqualTo("\"odd\""));
        Assert.That(defaulted["status"]!.ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public void Defaults_are_filled_in_once()
    {
        foreach (var kind in ApiKinds.All)
        {
            var once = Defaulting.Apply(kind, "{\"spec\":{}}"u8.ToArray());
            Assert.That(Encoding.UTF8.GetString(Defaulting.Apply(kind, once).Span), Is.EqualTo(Encoding.UTF8.GetString(once.Span)));
        }
    }

    [Test]
    public void A_text_that_is_no_JSON_is_refused() =>
        Assert.That(() => Defaulting.Apply(ModelRollout.Resource, "{"u8.ToArray()), Throws.InstanceOf<JsonException>());

    private static JsonNode Defaulted(ResourceInfo kind, string json) => JsonNode.Parse(Defaulting.Apply(kind, Encoding.UTF8.GetBytes(json)).Span)!;
}
