using ModelSync.Core.Actions;
using ModelSync.Core.Status;
using ModelSync.Core.Tests.Traffic;

namespace ModelSync.Core.Tests.Rollouts;

/// <summary>Carries decisions out in a scene.</summary>
internal static class SceneRunner
{
    private const int Enough = 60;

    /// <summary>Writes one decision's status and carries out its actions; false when there was nothing to do.</summary>
    public static bool Step(this Scene scene)
    {
        var decision = scene.Decide();
        var before = scene.Status;
        scene.Status = decision.Status;
        foreach (var action in decision.Actions)
        {
            scene.Apply(action);
        }

        scene.SettlePods();
        return decision.Actions.Count > 0 || decision.RequeueAfter == TimeSpan.Zero || before is null || !StatusComparer.AreEqual(before, decision.Status);
    }

    /// <summary>Decides until nothing is left to do; time stands still.</summary>
    public static Scene Rest(this Scene scene)
    {
        for (var i = 0; i < Enough; i++)
        {
            if (!scene.Step())
            {
                return scene;
            }
        }

        // Pods or a route that do not come are asked for in each decision, so that is a rest, too.
        return scene;
    }

    /// <summary>Decides, and lets time pass where only time is waited for, until it is so.</summary>
    public static Scene Until(this Scene scene, Func<Scene, bool> isSo, string what)
    {
        for (var i = 0; i < Enough; i++)
        {
            if (scene.Status is not null && isSo(scene))
            {
                return scene;
            }

            if (!scene.Step() && scene.Decide().RequeueAfter is { } wait)
            {
                scene.Now += wait + TimeSpan.FromSeconds(1);
            }
        }

        throw new InvalidOperationException($"It never came to {what}: {scene.Status?.Phase}, step {scene.Status?.Step}, {scene.Status?.Candidate}, {scene.Status?.Clusters?[0]}");
    }

    /// <summary>What a person writes into an annotation.</summary>
    public static Scene Say(this Scene scene, string verb, string revision, string id, string? to = null)
    {
        var parts = $"revision={revision};id={id}{(to is null ? string.Empty : $";to={to}")}";
        scene.Annotations = verb is "abort" ? scene.Annotations.With("modelsync.io/abort", parts) : scene.Annotations.With("modelsync.io/action", $"{verb};{parts}");
        return scene;
    }

    public static void Apply(this Scene scene, PlannedAction action)
    {
        switch (action)
        {
            case AddFinalizer:
                scene.HasFinalizer = true;
                break;
            case RemoveFinalizer:
                scene.HasFinalizer = false;
                break;
            case CheckTemplate:
                scene.IsTemplateAccepted ??= scene.WouldAcceptTemplate;
                break;
            case RecordRevision record:
                scene.Records.RemoveAll(known => known.Revision == record.Record.Revision);
                scene.Records.Add(record.Record);
                break;
            case RemoveRecord remove:
                scene.Records.RemoveAll(known => known.Revision == remove.Revision);
                break;
            case RemoveTraffic:
                scene.MemberOf(action).DeleteTraffic();
                break;
            case ReleaseObjects:
                scene.Members[action.Cluster.Value] = new ModelCluster(isService: false);
                break;
            case RemoveFormerTraffic:
                break;
            default:
                scene.MemberOf(action).Apply(action);
                break;
        }
    }

    private static ModelCluster MemberOf(this Scene scene, PlannedAction action) => scene.Members[action.Cluster.Value];

    private static void SettlePods(this Scene scene)
    {
        foreach (var member in scene.Members.Values)
        {
            foreach (var revision in member.Revisions)
            {
                revision.Reconcile();
                revision.Terminating = 0;
                if (!scene.Slow.Contains(revision.Name))
                {
                    (revision.Ready, revision.Unready) = (revision.Ready + revision.Unready, 0);
                }
            }

            if (!scene.IsRouteSlow)
            {
                member.Accept();
            }
        }
    }
}
