using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.EndToEnd.Clusters;

/// <summary>Counts what the clients of one meter have asked for.</summary>
internal sealed class RequestCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Cluster, string Verb, string Resource), int> _requests = new();

    public RequestCounter(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && string.Equals(instrument.Name, "modelsync.client.requests", StringComparison.Ordinal))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => _requests.AddOrUpdate((Tag(tags, "cluster"), Tag(tags, "verb"), Tag(tags, "resource")), 1, (_, count) => count + 1));
        _listener.Start();
    }

    /// <summary>How many lists and watches of ConfigMaps a cluster was asked for, such as "list 1, watch 2".</summary>
    public string OfCaches(ClusterName cluster) => string.Join(", ", _requests
        .Where(pair => pair.Key.Cluster == cluster.ToString() && pair.Key.Resource.StartsWith("configmaps", StringComparison.Ordinal))
        .OrderBy(pair => pair.Key.Verb, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key.Verb} {pair.Value}"));

    public void Dispose() => _listener.Dispose();

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (string.Equals(tag.Key, name, StringComparison.Ordinal))
            {
                return tag.Value?.ToString() ?? "";
            }
        }

        return "";
    }
}
