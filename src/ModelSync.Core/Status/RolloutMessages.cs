using System.Globalization;
using ModelSync.Api.Rollouts;

namespace ModelSync.Core.Status;

/// <summary>Where a rollout is and what it waits for, in sentences such as <c>step 2/5, weight 25 %: waiting for 3 of 4 pods of 1a2b3c4d5e</c>.</summary>
internal static class RolloutMessages
{
    /// <summary>What the Ready condition says.</summary>
    public static string Ready(SituationView view)
    {
        if (view.IsDeleting)
        {
            return view.Situation.Waiting?.Message ?? "The rollout is being deleted.";
        }

        return view.Phase switch
        {
            RolloutPhase.Healthy => Healthy(view),
            RolloutPhase.RollingBack => RollingBack(view),
            RolloutPhase.RolledBack or RolloutPhase.Degraded when view.Problem is { } problem => problem.Message,
            RolloutPhase.Blocked => (view.Situation.Blocked ?? view.Situation.NotReady)!.Message,
            RolloutPhase.Pending => (view.Situation.Blocked ?? view.Situation.Waiting)?.Message ?? "It was not looked at yet.",
            RolloutPhase.Paused => At(view.Status, view.PauseMessage),
            _ => At(view.Status, view.Situation.Waiting?.Message ?? "in motion"),
        };
    }

    private static string Healthy(SituationView view) => view.Situation.IsScaledToZero
        ? "Replicas is 0: weights are kept, nothing is started."
        : $"{Name(view.Status.Stable?.Version, view.Status.Stable?.Revision)} has all traffic.";

    private static string RollingBack(SituationView view)
    {
        var candidate = view.Status.Candidate;
        var target = view.Status.Stable is { } stable ? $" to {Name(stable.Version, stable.Revision)}" : string.Empty;
        var cause = candidate?.Message is { Length: > 0 } message ? $": {message}" : ".";
        var waiting = view.Situation.Waiting is { } impediment ? $" Now: {impediment.Message}" : string.Empty;
        return $"{Name(candidate?.Version, candidate?.Revision)} goes back{target}{cause}{waiting}";
    }

    private static string Name(string? version, string? revision) =>
        version is null ? revision ?? "The revision" : revision is null ? version : $"{version} ({revision})";

    private static string At(ModelRolloutStatus status, string what)
    {
        var place = new List<string>(4);
        if (status.Wave is { Count: > 1, Index: { } wave, Count: { } waves })
        {
            place.Add(string.Create(CultureInfo.InvariantCulture, $"wave {Math.Min(wave + 1, waves)}/{waves}"));
        }

        if (status.Candidate is { } candidate)
        {
            place.Add(Stage(status, candidate));
            if (WeightOf(status, candidate.Revision) is { } weight)
            {
                place.Add(string.Create(CultureInfo.InvariantCulture, $"weight {weight} %"));
            }

            if (status.Clusters is { Count: > 1 } clusters)
            {
                var promoted = clusters.Count(cluster => cluster.Stage == ClusterStage.Promoted);
                place.Add(string.Create(CultureInfo.InvariantCulture, $"clusters {promoted}/{clusters.Count}"));
            }
        }

        return place.Count == 0 ? what : $"{string.Join(", ", place)}: {what}";
    }

    private static string Stage(ModelRolloutStatus status, CandidateStatus candidate) => candidate.Stage switch
    {
        CandidateStage.Promoting => "promoting",
        CandidateStage.Baking => "baking",
        _ when status.Step is { Index: { } index, Count: { } count } && count > 0 =>
            string.Create(CultureInfo.InvariantCulture, $"step {Math.Min(index + 1, count)}/{count}"),
        _ => "progressing",
    };

    private static int? WeightOf(ModelRolloutStatus status, string? revision)
    {
        foreach (var weight in status.Weights ?? [])
        {
            if (string.Equals(weight.Revision, revision, StringComparison.Ordinal))
            {
                return weight.Desired;
            }
        }

        return null;
    }
}
