using ModelSync.Api.Gates;
using ModelSync.Api.Versions;
using ModelSync.Core.Gates;
using ModelSync.Operator.Gates.Measuring;
using ModelSync.Operator.Gates.Pods;
using ModelSync.Operator.Gates.Profiles;
using ModelSync.Operator.Gates.Scenes;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>Measures a metric of the runtime profile by reading what the ready pods of candidate and stable publish.</summary>
internal sealed class ScrapeMeter : GateMeter
{
    /// <summary>Of more pods than this, some stand for all.</summary>
    private const int MostPods = 50;

    // A pod may take this part of the time of a measurement: two revisions with pods that hang still come to an end.
    private const int TimeShare = 4;

    private readonly ScrapeCheck _check;
    private readonly TimeSpan _window;
    private readonly PodScraper _scraper;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Dictionary<string, RevisionHistory> _histories = new(StringComparer.Ordinal);

    public ScrapeMeter(ModelGateSpec spec, GateScene scene, IPodTransport transport, TimeProvider time)
    {
        (_check, _window) = (spec.Scrape ?? new ScrapeCheck(), GateSettings.From(spec).Window);
        (_scraper, _time, _start) = (new PodScraper(transport, time), time, time.GetTimestamp());
        Provider = $"pods/{scene.Cluster}/{scene.Rollout.Namespace}/{scene.Rollout.Name}";
    }

    /// <inheritdoc/>
    public override string Provider { get; }

    /// <inheritdoc/>
    public override TimeSpan Lead => _window;

    /// <inheritdoc/>
    public override Task LookAsync(MeasurementContext context, CancellationToken cancellationToken) => MeasureAsync(context, cancellationToken);

    /// <inheritdoc/>
    public override async Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken)
    {
        if (_check.Metric is not { } metric)
        {
            return GateReading.Error("spec.scrape.metric is missing: name a metric of the runtime profile");
        }

        var scene = context.Scene;
        Forget(scene);
        var now = _time.GetElapsedTime(_start);
        var look = new Look(metric, now, context.Settings.Timeout / TimeShare);
        var candidate = await ReadAsync(scene.Candidate, scene, look, cancellationToken).ConfigureAwait(false);
        if (candidate.Problem is { } problem)
        {
            return GateReading.Error(problem);
        }

        // Only a comparison needs stable, which may have many pods.
        var isCompared = context.Request.Gate.Spec?.Threshold?.RelativeToStable is not null;
        if (!isCompared || scene.Stable is not { Pods.Count: > 0 } stable)
        {
            return Reading(candidate.Metric!, null, candidate.Note);
        }

        var baseline = await ReadAsync(stable, scene, look, cancellationToken).ConfigureAwait(false);
        return baseline.Problem is { } trouble ? GateReading.Error($"stable: {trouble}") : Reading(candidate.Metric!, baseline.Metric, candidate.Note);
    }

    private static GateReading Reading(MetricValue candidate, MetricValue? stable, string? note)
    {
        if (candidate.IsUnknown)
        {
            return GateReading.Error(candidate.Note!);
        }

        var value = candidate.Value is { } number ? Numbers.ToDecimal(number) : null;
        return new GateReading
        {
            Outcome = value is null ? MeasurementOutcome.NoData : MeasurementOutcome.Value,
            Value = value,
            Samples = candidate.Samples,
            Baseline = stable?.Value is { } other ? Numbers.ToDecimal(other) : null,
            BaselineSamples = stable?.Samples,
            Message = (candidate.Note, note) is ({ } one, { } two) ? $"{one}; {two}" : candidate.Note ?? note,
        };
    }

    private async Task<Seen> ReadAsync(SceneRevision revision, GateScene scene, Look look, CancellationToken cancellationToken)
    {
        if (revision.Version?.Spec is not { } version)
        {
            return new(null, $"the ModelVersion {revision.Record.Inputs.Version} is gone, and with it the runtime profile: create it again", null);
        }

        var (port, isHttp2, problem) = PodPorts.Find(revision.Record.Inputs, _check.Port, forMetrics: true);
        if (port is null || revision.Pods.Count == 0)
        {
            return new(null, problem ?? $"revision {revision.Record.Revision} has no ready pod", null);
        }

        var profile = version.RuntimeProfile ?? RuntimeProfile.HTTP;
        var metrics = MetricCatalog.Of(profile);
        var names = MetricReader.NamesFor(metrics, look.Metric);
        var some = revision.Pods.OrderBy(static pod => pod.Key.Name, StringComparer.Ordinal).Take(MostPods);
        var pods = some.Select(pod => new PodEndpoint(pod, port.Value, isHttp2));
        var scraped = await _scraper.ReadAsync([.. pods], _check.Path ?? metrics.Path, names, look.EachPod, cancellationToken).ConfigureAwait(false);
        var history = HistoryOf(revision, metrics);
        foreach (var pod in scraped)
        {
            if (pod.Page is { } page)
            {
                history.Add(pod.Pod.Key, look.At, page);
            }
        }

        var reader = new MetricReader(metrics, profile.ToString(), scene.Rollout.Model);
        return Judge(reader.Read(look.Metric, history.Within(look.At, _window)), scraped, revision.Pods.Count);
    }

    /// <summary>Pods that answer nothing may be those that are ill, so the others must not speak for a revision when they are the fewer.</summary>
    private static Seen Judge(MetricValue metric, IReadOnlyList<ScrapedPod> scraped, int pods)
    {
        var failed = scraped.Count(static pod => pod.Page is null);
        var problem = scraped.FirstOrDefault(static pod => pod.Problem is not null)?.Problem;
        if (failed * 2 >= scraped.Count && failed > 0)
        {
            return new(null, scraped.Count == 1 ? problem : $"{failed} of {scraped.Count} pods could not be read: {problem}", null);
        }

        var note = failed > 0 ? $"{failed} of {scraped.Count} pods could not be read: {problem}" : null;
        var some = pods > scraped.Count ? $"{scraped.Count} of {pods} pods stand for all" : null;
        return new(metric, null, (some, note) is ({ } one, { } two) ? $"{one}; {two}" : some ?? note);
    }

    private RevisionHistory HistoryOf(SceneRevision revision, RuntimeMetrics metrics)
    {
        if (!_histories.TryGetValue(revision.Record.Revision, out var history))
        {
            _histories[revision.Record.Revision] = history = new RevisionHistory(metrics.Gauges);
        }

        return history;
    }

    private void Forget(GateScene scene)
    {
        string?[] present = [scene.Candidate.Record.Revision, scene.Stable?.Record.Revision];
        foreach (var gone in _histories.Keys.Except(present, StringComparer.Ordinal).OfType<string>().ToList())
        {
            _histories.Remove(gone);
        }
    }

    private sealed record Look(ProfileMetric Metric, TimeSpan At, TimeSpan EachPod);

    private sealed record Seen(MetricValue? Metric, string? Problem, string? Note);
}
