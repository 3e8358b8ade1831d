using System.Globalization;
using System.Text;
using ModelSync.Api.Rollouts;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Patching;
using ModelSync.Quickstart.Manifests;
using ModelSync.Quickstart.Stages;

namespace ModelSync.Quickstart.Story;

/// <summary>Declares one version after the other, and waits for what comes of each.</summary>
internal sealed class QuickstartStory(IStage stage, Narrator narrator, TimeProvider time)
{
    /// <summary>How long a chapter may take, on a slow machine that has other things to do.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private StoryPlan Plan => stage.Plan;

    public async Task TellAsync(CancellationToken cancellationToken)
    {
        narrator.Head($"1. {Plan.First} is served");
        await ApplyAsync(["gates.yaml", $"fraud-detector-{Plan.First}.yaml", "rollout.yaml"], cancellationToken).ConfigureAwait(false);
        await UntilEndedAsync(Plan.First, RolloutOutcome.Promoted, cancellationToken).ConfigureAwait(false);

        narrator.Head($"2. {Plan.Good} is good, and is promoted step by step");
        await DeclareAsync(Plan.Good, [], cancellationToken).ConfigureAwait(false);
        await UntilEndedAsync(Plan.Good, RolloutOutcome.Promoted, cancellationToken).ConfigureAwait(false);

        narrator.Head($"3. {Plan.Bad} is bad, and goes back by itself");
        narrator.Report(stage.BadBecause);
        await DeclareAsync(Plan.Bad, stage.BadSamples, cancellationToken).ConfigureAwait(false);
        await UntilEndedAsync(Plan.Bad, RolloutOutcome.RolledBack, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeclareAsync(string version, IReadOnlyList<string> more, CancellationToken cancellationToken)
    {
        await ApplyAsync([.. more, $"fraud-detector-{version}.yaml"], cancellationToken).ConfigureAwait(false);
        var patch = stage.PatchTo(version);
        await stage.Client.Resource<ModelRollout>().PatchAsync(
            stage.Rollout,
            Patch.Merge(Encoding.UTF8.GetBytes(patch)),
            new WriteOptions { FieldManager = ManifestApplier.Manager },
            cancellationToken).ConfigureAwait(false);
        narrator.Report($"declared as `kubectl patch mro {stage.Rollout.Name} --type merge -p '{patch}'` does");
    }

    private async Task ApplyAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            await stage.Applier.ApplyAsync(stage.Read(file), cancellationToken).ConfigureAwait(false);
        }

        narrator.Report($"applied from {stage.Samples}: {string.Join(", ", files)}");
    }

    private async Task UntilEndedAsync(string version, RolloutOutcome expected, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await narrator.UntilAsync(record => record.OutcomeOf(version) is not null, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new QuickstartException($"{version} came to no end within {Longest.TotalMinutes:0} minutes: {Situation(narrator.Record.Last)}", e);
        }

        if (narrator.Record.OutcomeOf(version) is { } outcome && outcome.Outcome != expected)
        {
            throw new QuickstartException($"{version} ended as {outcome.Outcome} where {expected} was expected: {outcome.Reason}");
        }
    }

    private static string Situation(ModelRollout? rollout)
    {
        var ready = rollout?.Status?.Conditions?.FirstOrDefault(condition => condition.Type is "Ready");
        return rollout is null
            ? "there is no rollout"
            : string.Create(CultureInfo.InvariantCulture, $"the rollout is {rollout.Status?.Phase?.ToString() ?? "not looked at yet"}, {ready?.Reason}: {ready?.Message}");
    }
}
