using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Counts and times the requests of one client. A try that is repeated counts each time; a watch is timed until the server has accepted it.</summary>
internal sealed class RequestMetrics(KubernetesClientOptions options)
{
    /// <summary>Stands in place of the status code where there was no answer.</summary>
    public const string NoAnswer = "connection";

    /// <summary>Stands in place of the status code where the caller gave up.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Stands in place of the status code where there was no credential to show.</summary>
    public const string NoCredential = "credential";

    // A list of a large cluster takes seconds and a request within one data centre a few milliseconds.
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] };

    private readonly string _cluster = options.Cluster.ToString();
    private volatile bool _hasEnded;

    private readonly Counter<long> _requests = options.Meter.CreateCounter<long>(
        "modelsync.client.requests", unit: "{request}", description: "Requests to the API server by what became of them.");

    private readonly Histogram<double> _durations = options.Meter.CreateHistogram(
        "modelsync.client.request.duration", unit: "s", description: "The time to the headers of the API server's answer.", tags: null, Seconds);

    public static string CodeOf(HttpStatusCode status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    /// <summary>Records no more: the series of a cluster that is gone are forgotten, and a request that ends late must not begin them anew.</summary>
    public void End() => _hasEnded = true;

    public void Record(RequestLabels labels, string code, TimeSpan duration)
    {
        if (_hasEnded || (!_requests.Enabled && !_durations.Enabled))
        {
            return;
        }

        var tags = new TagList { { "verb", labels.Verb }, { "code", code }, { "resource", labels.Resource }, { "cluster", _cluster } };
        _requests.Add(1, tags);
        _durations.Record(duration.TotalSeconds, tags);
    }
}
