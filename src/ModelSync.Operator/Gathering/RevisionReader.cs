using System.Text.Json;
using ModelSync.Api;
using ModelSync.Core.Revisions;
using ModelSync.Core.Revisions.Drift;
using ModelSync.Core.Revisions.Rendering;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Operator.Reading;

namespace ModelSync.Operator.Gathering;

/// <summary>Observes one revision in one cluster, from its objects as they are cached.</summary>
internal sealed class RevisionReader(DateTimeOffset now)
{
    /// <summary>What is seen of the revision.</summary>
    /// <param name="parts">Its objects.</param>
    /// <param name="record">Its record; null when there is none, and then nothing can be said about drift.</param>
    public RevisionObservation Read(RevisionParts parts, RevisionRecord? record)
    {
        var deployment = parts.Deployment.ToJsonElement();
        var pods = parts.Pods.Where(static pod => pod.Metadata.DeletionTimestamp is null && pod.Status?.Phase is not ("Succeeded" or "Failed")).ToList();
        var replicas = (int?)deployment.Member("spec").Number("replicas") ?? 1;
        var ready = ReadyEndpoints(parts, pods, deployment);
        return new RevisionObservation
        {
            Revision = parts.Revision,
            DesiredReplicas = replicas,
            Replicas = pods.Count,
            ReadyEndpoints = ready,
            TerminatingPods = parts.Pods.Count(static pod => pod.Metadata.DeletionTimestamp is not null),
            NotReadyFor = ready > 0 ? null : NotReadyFor(pods),
            Problem = PodHealth.ProblemOf(pods) ?? Refusal(deployment),
            IsDrifted = record is not null && IsDrifted(parts, record, replicas),
        };
    }

    // Endpoints of pods that are not this revision's own, as somebody may add by hand, carry nothing that we know.
    private static int ReadyEndpoints(RevisionParts parts, List<Pod> pods, JsonElement deployment)
    {
        var names = pods.Where(PodHealth.IsReady).Select(static pod => pod.Metadata.Name!).ToHashSet(StringComparer.Ordinal);
        var served = parts.Slices.SelectMany(static slice => slice.Endpoints ?? [])
            .Where(endpoint => endpoint is { IsReady: true, TargetRef: { Kind: "Pod", Name: { } name } } && names.Contains(name))
            .Select(static endpoint => endpoint.TargetRef!.Name!)
            .Distinct(StringComparer.Ordinal)
            .Count();

        // minReadySeconds is judged by the Deployment's own controller, by its own clock.
        return deployment.Member("spec").Number("minReadySeconds") is > 0 ? Math.Min(served, (int?)deployment.Member("status").Number("availableReplicas") ?? 0) : served;
    }

    private TimeSpan NotReadyFor(List<Pod> pods)
    {
        var newest = pods.Count == 0 ? now : pods.Max(pod => PodHealth.NotReadySince(pod, now));
        return newest < now ? now - newest : TimeSpan.Zero;
    }

    private static PodProblem? Refusal(JsonElement deployment)
    {
        foreach (var condition in deployment.Member("status").Items("conditions"))
        {
            if (condition.Text("type") is "ReplicaFailure" && condition.Text("status") is "True")
            {
                return new PodProblem(PodProblemKind.Refused, condition.Text("message") ?? "the pods are refused");
            }
        }

        return null;
    }

    private static bool IsDrifted(RevisionParts parts, RevisionRecord record, int replicas) =>
        IsDrifted(DeploymentIntent.Deployment(record, replicas), parts.Deployment)
        || IsDrifted(record.Service, parts.Service)
        || (parts.CanHaveBudget && IsDrifted(record.DisruptionBudget, parts.DisruptionBudget));

    private static bool IsDrifted(RawJson? intent, DynamicObject? live) => intent is not null
        && (live is null || DriftDetector.Compare(intent, new RawJson(live.Raw.Span), live.Metadata.Seal) != DriftVerdict.Equal);
}
