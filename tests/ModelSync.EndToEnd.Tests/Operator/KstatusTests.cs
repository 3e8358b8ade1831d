using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Tests.Status;
using ModelSync.Kubernetes.Client;
using ModelSync.Testing;

namespace ModelSync.EndToEnd.Operator;

/// <summary>What Argo CD, Flux and `kubectl wait` make of a rollout, at every single state that the API server has kept of it.</summary>
public sealed class KstatusTests : RolloutTest
{
    [Test]
    public async Task A_rollout_is_in_progress_until_it_is_promoted_and_never_current_before()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0", "2.0.0");

        var states = await SampleAsync("2.0.0", static rollout => rollout.Status is { Phase: RolloutPhase.Healthy, Stable.Version: "2.0.0" });

        Assert.That(Turns(states), Is.EqualTo(new[] { KstatusOracle.Kstatus.InProgress, KstatusOracle.Kstatus.Current }));
        await AssertHealthAsync(states);
        Assert.That(states.Where(IsReady), Has.All.Matches<ModelRollout>(static rollout => rollout.Status is { Stable.Version: "2.0.0", Weights: [{ Observed: 100 }] }), "Ready is told too early");
    }

    [Test]
    public async Task A_rollout_that_goes_back_is_in_progress_and_then_failed_and_current_again_when_the_spec_is_put_back()
    {
        await ServeAsync(RolloutManifests.HttpRoute, RolloutManifests.Canary, "1.0.0", "2.0.0");
        await BehaveAsync("2.0.0", "state=CrashLoop");

        var back = await SampleAsync("2.0.0", static rollout => rollout.Status is { Phase: RolloutPhase.RolledBack, Candidate: null });
        var mended = await SampleAsync("1.0.0", static rollout => rollout.Status is { Phase: RolloutPhase.Healthy });

        Assert.That(Turns(back), Is.EqualTo(new[] { KstatusOracle.Kstatus.InProgress, KstatusOracle.Kstatus.Failed }));
        Assert.That(Turns(mended), Is.EqualTo(new[] { KstatusOracle.Kstatus.InProgress, KstatusOracle.Kstatus.Current }));
        Assert.That(back.Where(IsReady), Is.Empty);
        await AssertHealthAsync(back);
    }

    // All states from the edit of the spec to the last.
    private async Task<IReadOnlyList<ModelRollout>> SampleAsync(string version, Func<ModelRollout, bool> isLast)
    {
        var rollouts = Cluster.Client.Resource<ModelRollout>();
        var before = await rollouts.ListAsync(new ListOptions { Namespace = Place.Name }, Ct);
        await using var watch = await rollouts.WatchAsync(new WatchOptions { Namespace = Place.Name, ResourceVersion = before.ResourceVersion }, Ct);
        await DeclareAsync(version);
        var states = new List<ModelRollout>();
        await foreach (var change in watch.WithCancellation(Ct))
        {
            if (change is { Type: WatchEventType.Modified, Object: { } rollout } && rollout.Spec!.Version == version)
            {
                states.Add(rollout);
                if (rollout.Status!.ObservedGeneration == rollout.Metadata.Generation && isLast(rollout))
                {
                    break;
                }
            }
        }

        return states;
    }

    // Argo CD's health says the same in its own words.
    private async Task AssertHealthAsync(IReadOnlyList<ModelRollout> states)
    {
        var script = Path.Combine(Repository.Root, "deploy", "gitops", "argocd", "resource_customizations", "modelsync.io", "ModelRollout", "health.lua");
        foreach (var state in states)
        {
            var health = await LuaScript.RunAsync(script, JsonSerializer.SerializeToNode(state, ApiJsonContext.Default.ModelRollout)!, Ct);
            Assert.That((string?)health["status"], KstatusOracle.Of(state) switch
            {
                KstatusOracle.Kstatus.Current => Is.EqualTo("Healthy"),
                KstatusOracle.Kstatus.Failed => Is.EqualTo("Degraded"),
                _ => Is.EqualTo("Progressing").Or.EqualTo("Suspended"),
            });
        }
    }

    // As `kubectl wait --for=condition=Ready` reads it: a condition of an older generation does not count.
    private static bool IsReady(ModelRollout rollout) => Ready(rollout) is { Status: "True" } ready && ready.ObservedGeneration == rollout.Metadata.Generation;

    private static IReadOnlyList<KstatusOracle.Kstatus> Turns(IReadOnlyList<ModelRollout> states) =>
        [.. states.Select(KstatusOracle.Of).Aggregate(new List<KstatusOracle.Kstatus>(), static (turns, next) => turns.Count > 0 && turns[^1] == next ? turns : [.. turns, next])];
}
