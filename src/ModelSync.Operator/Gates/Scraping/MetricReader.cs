using System.Globalization;
using ModelSync.Api.Gates;
using ModelSync.Operator.Gates.Exposition;
using ModelSync.Operator.Gates.Profiles;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>Computes a profile's metrics from what pods published.</summary>
/// <param name="metrics">What the runtime publishes.</param>
/// <param name="profile">The runtime for people.</param>
/// <param name="model">The model: servers may hold several.</param>
internal sealed class MetricReader(RuntimeMetrics metrics, string profile, string model)
{
    private const double TtftQuantile = 0.95;

    /// <summary>The names of the samples that a metric needs.</summary>
    public static IReadOnlySet<string> NamesFor(RuntimeMetrics metrics, ProfileMetric metric)
    {
        var names = metrics.Requests.SelectMany(static source => source.Names).ToHashSet(StringComparer.Ordinal);
        names.Add(PodHistory.StartTime);
        names.UnionWith(metric switch
        {
            ProfileMetric.LatencyP50 or ProfileMetric.LatencyP95 or ProfileMetric.LatencyP99 => metrics.Latency.SelectMany(static source => source.Names),
            ProfileMetric.TTFT => metrics.FirstToken.SelectMany(static source => source.Names),
            ProfileMetric.Throughput when metrics.Tokens is { } tokens => [tokens.Name],
            ProfileMetric.Saturation => metrics.Saturation.Select(static gauge => gauge.Series.Name),
            _ => [],
        });
        return names;
    }

    /// <summary>A metric over a window.</summary>
    public MetricValue Read(ProfileMetric metric, WindowView view) => metric switch
    {
        ProfileMetric.LatencyP50 => Latency(metrics.Latency, 0.5, metric, view),
        ProfileMetric.LatencyP95 => Latency(metrics.Latency, 0.95, metric, view),
        ProfileMetric.LatencyP99 => Latency(metrics.Latency, 0.99, metric, view),
        ProfileMetric.TTFT => Latency(metrics.FirstToken, TtftQuantile, metric, view),
        ProfileMetric.Throughput => Throughput(view),
        ProfileMetric.Saturation => Saturation(view),
        ProfileMetric.Samples => Samples(view),
        _ => ErrorRate(view),
    };

    private static string NotYet(WindowView view) =>
        view.HasCounted ? "no requests in the window" : "counting has begun: there is a value from the second look on";

    private static long Whole(double count) => count >= long.MaxValue ? long.MaxValue : (long)Math.Round(count);

    private MetricValue ErrorRate(WindowView view)
    {
        var (total, errors) = Requests(view);
        return total > 0 ? new(errors / total, Whole(total)) : new(null, 0, NotYet(view));
    }

    private MetricValue Samples(WindowView view)
    {
        var (total, _) = Requests(view);
        return view.HasCounted ? new(total, Whole(total)) : new(null, 0, NotYet(view));
    }

    private (double Total, double Errors) Requests(WindowView view)
    {
        var source = metrics.Requests.FirstOrDefault(one => view.Has(one.Name)) ?? metrics.Requests[^1];
        return source.Count(view.Increases, model);
    }

    /// <summary>Each pod by its own time: pods come and go within the window.</summary>
    private MetricValue Throughput(WindowView view)
    {
        var (total, _) = Requests(view);
        if (!view.HasCounted)
        {
            return new(null, 0, NotYet(view));
        }

        var source = metrics.Requests.FirstOrDefault(one => view.Has(one.Name)) ?? metrics.Requests[^1];
        var rate = view.Deltas.Sum(delta =>
            (metrics.Tokens is { } tokens ? tokens.Sum(delta.Increases, model) : source.Count(delta.Increases, model).Total) / delta.Length.TotalSeconds);
        return new(rate, Whole(total));
    }

    private MetricValue Saturation(WindowView view)
    {
        if (metrics.Saturation.Count == 0)
        {
            return MetricValue.Unknown($"{profile} does not publish the share of its capacity in use: choose another metric, or use a Prometheus gate");
        }

        var (total, _) = Requests(view);
        var gauge = metrics.Saturation.FirstOrDefault(one => view.Has(one.Series.Name));
        double[] shares = gauge is null ? [] : [.. view.Pages
            .SelectMany(page => gauge.Series.Of(page, model))
            .Select(static series => series.Value)
            .Where(double.IsFinite)];
        return shares.Length > 0
            ? new(shares.Average() / gauge!.PerWhole, Whole(total))
            : new(null, 0, $"no pod publishes {metrics.Saturation[0].Series.Name}");
    }

    private MetricValue Latency(IReadOnlyList<LatencySource> sources, double quantile, ProfileMetric metric, WindowView view)
    {
        if (sources.Count == 0)
        {
            return MetricValue.Unknown($"{profile} does not publish {metric}: choose another metric, or measure it with a Prometheus gate");
        }

        if (sources.FirstOrDefault(one => view.Has(one.Name)) is not { } source)
        {
            var isOnlyMean = sources.All(static one => one.Kind == LatencyKind.Mean) && quantile > 0.5;
            return isOnlyMean ? OnlyMean(metric) : new(null, 0, $"no pod publishes {sources[0].Name} yet");
        }

        return source.Kind switch
        {
            LatencyKind.Histogram => OfHistogram(source, quantile, view),
            LatencyKind.Summary => OfSummary(source, quantile, view),

            // The mean stands in for the median, which it is seldom below. It would say that a tail is short which it does not see.
            _ => quantile > 0.5 ? OnlyMean(metric) : OfMean(source, view),
        };
    }

    private MetricValue OnlyMean(ProfileMetric metric) =>
        MetricValue.Unknown($"{profile} publishes the mean latency and no {metric}: use LatencyP50, for which the mean stands, or {metrics.PercentileRemedy}");

    private MetricValue OfHistogram(LatencySource source, double quantile, WindowView view)
    {
        var buckets = source.Series.Part("_bucket");
        var samples = Whole(source.Series.Part("_count").Sum(view.Increases, model));
        return HistogramQuantile.Of(quantile, WithEmpty(buckets.Of(view.Increases, model), view, buckets)) is { } value
            ? new(value / source.PerSecond, samples)
            : new(null, 0, NotYet(view));
    }

    /// <summary>The buckets that did not rise are there all the same: a quantile is between a bound and the one before.</summary>
    private IEnumerable<KeyValuePair<SeriesKey, double>> WithEmpty(
        IReadOnlyList<KeyValuePair<SeriesKey, double>> risen, WindowView view, SeriesSelector buckets) =>
        risen.Concat(view.Pages.SelectMany(page => buckets.Of(page, model)).Select(static series => KeyValuePair.Create(series.Key, 0.0)));

    private MetricValue OfSummary(LatencySource source, double quantile, WindowView view)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var page in view.Pages)
        {
            var value = source.Series.Of(page, model).FirstOrDefault(series => IsQuantile(series.Key, quantile));
            var count = source.Series.Part("_count").Sum(page, model);
            if (value.Key is not null && double.IsFinite(value.Value) && count > 0)
            {
                (sum, weight) = (sum + (value.Value * count), weight + count);
            }
        }

        var samples = Whole(source.Series.Part("_count").Sum(view.Increases, model));
        return weight > 0 && samples > 0
            ? new(sum / weight / source.PerSecond, samples, "the server's own quantile, over its own window")
            : new(null, 0, NotYet(view));
    }

    private MetricValue OfMean(LatencySource source, WindowView view)
    {
        var (sum, count) = (source.Series.Sum(view.Increases, model), source.Count!.Sum(view.Increases, model));
        return count > 0 ? new(sum / count / source.PerSecond, Whole(count), "the mean, since no quantile is published") : new(null, 0, NotYet(view));
    }

    private static bool IsQuantile(SeriesKey key, double quantile) =>
        double.TryParse(key["quantile"], CultureInfo.InvariantCulture, out var found) && Math.Abs(found - quantile) < 1e-9;
}
