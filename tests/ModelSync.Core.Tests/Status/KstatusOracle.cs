using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Core.Tests.Status;

/// <summary>What kstatus (sigs.k8s.io/cli-utils, status/generic.go) says of an object that it has no rules of its own for.</summary>
internal static class KstatusOracle
{
    public enum Kstatus
    {
        InProgress,
        Failed,
        Current,
        Terminating,
    }

    public static Kstatus Of(ModelRollout rollout)
    {
        if (rollout.Metadata.DeletionTimestamp is not null)
        {
            return Kstatus.Terminating;
        }

        if (rollout.Status?.ObservedGeneration is { } observed && observed != rollout.Metadata.Generation)
        {
            return Kstatus.InProgress;
        }

        var conditions = rollout.Status?.Conditions ?? [];
        foreach (var condition in conditions)
        {
            switch (condition)
            {
                case { Type: "Reconciling", Status: "True" }:
                    return Kstatus.InProgress;
                case { Type: "Stalled", Status: "True" }:
                    return Kstatus.Failed;
            }
        }

        return conditions.FirstOrDefault(condition => condition.Type == "Ready")?.Status switch
        {
            "False" or "Unknown" => Kstatus.InProgress,
            _ => Kstatus.Current,
        };
    }

    public static Condition? Find(this ModelRolloutStatus status, string type) => status.Conditions?.SingleOrDefault(condition => condition.Type == type);
}
