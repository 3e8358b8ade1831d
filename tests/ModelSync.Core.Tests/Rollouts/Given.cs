using ModelSync.Api.Gates;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Core.Tests.Traffic;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Tests.Rollouts;

/// <summary>
/// Scenes to begin with. Unless it says otherwise version 1 is stable, version 0 was proven before it, and the spec names version 1; the canary has the
/// steps of <see cref="Canary"/>.
/// </summary>
internal static class Given
{
    /// <summary>setWeight 25, gate smoke, pause 300 s, setWeight 50, pause until promote; bake 120 s.</summary>
    public static Scene Canary() => Stable(new Scene
    {
        Spec = Samples.Spec(Samples.Canary(Samples.Weight(25), Samples.Gate("smoke"), Samples.Pause(300), Samples.Weight(50), Samples.Pause())),
    });

    public static Scene BlueGreen(bool autoPromote = false) => Stable(new Scene
    {
        Spec = Samples.Spec(Samples.Canary() with { Type = StrategyType.BlueGreen, Canary = null, BlueGreen = new BlueGreenStrategy { PreviewReplicas = 1, AutoPromote = autoPromote } }),
    });

    /// <summary>A rollout of version 1 that has never served.</summary>
    public static Scene New()
    {
        var scene = new Scene
        {
            Spec = Samples.Spec(Samples.Canary(Samples.Weight(25), Samples.Gate("smoke"), Samples.Pause(300), Samples.Weight(50), Samples.Pause())),
        };
        scene.Members["local"] = new ModelCluster(isService: false);
        return scene.WithVersions().Naming(1);
    }

    /// <summary>Two clusters, each in a wave of its own name.</summary>
    public static Scene Fleet(PlacementSpec placement)
    {
        var scene = Canary();
        var member = scene.Member;
        scene.Members.Clear();
        scene.Members["a"] = member;
        scene.Members["b"] = member.Copy();
        scene.Spec = scene.Spec with { Placement = placement };
        scene.Status = scene.Status! with { Clusters = null };
        return scene.Rest();
    }

    public static WaveSpec Wave(string name, WaveApproval? approval = null) => new()
    {
        Name = $"wave-{name}",
        Selector = new LabelSelector { MatchLabels = StringMap.Empty.With("wave", name) },
        Approval = approval,
    };

    public static Scene Naming(this Scene scene, int version)
    {
        scene.Spec = scene.Spec with { Version = Scene.Version(version) };
        return scene;
    }

    public static Scene With(this Scene scene, Func<ModelRolloutSpec, ModelRolloutSpec> change)
    {
        scene.Spec = change(scene.Spec);
        return scene;
    }

    public static Scene Set(this Scene scene, Action<Scene> change)
    {
        change(scene);
        return scene;
    }

    /// <summary>All gates pass from now on.</summary>
    public static Scene Passing(this Scene scene) => scene.Saying(GateVerdict.Passed);

    public static Scene Saying(this Scene scene, GateVerdict verdict)
    {
        scene.Verdicts[Samples.StepGate] = verdict;
        scene.Verdicts[Samples.BackgroundGate] = verdict;
        return scene;
    }

    /// <summary>Version 2 is on trial and has come to a step, counted from 0; all gates have passed so far and are measured anew from here.</summary>
    public static Scene At(this Scene scene, int step)
    {
        scene.Naming(2).Passing().Until(s => s.Candidate is { Revision: "r2" } && s.Part is { Stage: ClusterStage.Progressing } part && part.Step == step, $"step {step}");
        scene.Verdicts.Clear();
        return scene.Rest();
    }

    /// <summary>Version 2 is on trial and waits for a promote at its last step, all gates having passed.</summary>
    public static Scene AtTheEnd(this Scene scene)
    {
        scene.Naming(2).Passing().Until(static s => s.Status!.Pause is { Reason: PauseReason.AwaitingPromotion }, "the last step");
        return scene.Rest();
    }

    /// <summary>Version 2 has all traffic and bakes; gates are measured anew.</summary>
    public static Scene Baking(this Scene scene)
    {
        scene.AtTheEnd().Say("promote", "r2", "to-the-bake").Until(static s => s.Part.Stage == ClusterStage.Baking, "the bake");
        scene.Verdicts.Clear();
        return scene.Rest();
    }

    /// <summary>Version 2 was proven and is stable; 1 and 0 were before it.</summary>
    public static Scene Promoted(this Scene scene)
    {
        scene.Baking().Passing().Until(static s => s.Status!.Stable?.Revision == "r2", "the end");
        return scene.Rest();
    }

    public static Scene Hinder(this Scene scene, Impediment impediment)
    {
        foreach (var name in scene.Members.Keys)
        {
            scene.Circumstances[name] = seen => seen with { Impediments = [impediment] };
        }

        return scene;
    }

    public static Scene Quarantine(this Scene scene, int version)
    {
        var name = Scene.Version(version);
        scene.Versions[name] = Samples.Version(name) with { Lifecycle = Api.Versions.Lifecycle.Quarantined };
        return scene;
    }

    private static Scene Stable(Scene scene)
    {
        var cluster = new ModelCluster(isService: false);
        cluster.Add("r1", 8, 8);
        cluster.Add("r0", 0, 0);
        cluster.Write(Core.Traffic.TrafficSplit.All("r1"), Core.Traffic.ServiceSelector.Narrow("r1"));
        cluster.Accept();
        scene.Members["local"] = cluster;
        scene.WithVersions().Naming(0).Records.Add(scene.Target!);
        scene.Naming(1).Records.Add(scene.Target!);
        scene.Status = new ModelRolloutStatus
        {
            Epoch = 2,
            Stable = new RevisionStatus { Version = Scene.Version(1), Digest = Samples.Digest(Scene.Version(1)), Revision = "r1" },
            History = [Samples.Proven(1), Samples.Proven(0)],
        };
        return scene.Rest();
    }

    private static Scene WithVersions(this Scene scene)
    {
        for (var version = 0; version <= 4; version++)
        {
            scene.Versions[Scene.Version(version)] = Samples.Version(Scene.Version(version));
        }

        return scene;
    }
}
