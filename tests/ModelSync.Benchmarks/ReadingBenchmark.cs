using System.Text.Json;
using ModelSync.Benchmarks.InMemory;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Benchmarks;

/// <summary>What it costs to read a list through the client, in each representation.</summary>
public static class ReadingBenchmark
{
    private const string Typed = "typed";
    private const int Objects = 2000;
    private const int Rounds = 9;

    public static async Task RunAsync(Report report)
    {
        var list = DeploymentFixture.ListJson(Objects);
        report.Add("fixture_bytes_deployment", DeploymentFixture.Json(0).Length, "bytes of JSON in one fixture Deployment");
        await using var client = new KubernetesClient(new CannedTransport(list), new KubernetesClientOptions());
        var scanSeconds = await Statistics.MedianSecondsAsync(Rounds, () => Task.FromResult(Scan(list)));
        await MeasureAsync(report, client, Typed, ResourceType.Of<Deployment>(), scanSeconds);
        await MeasureAsync(report, client, "metadata", ResourceType.Metadata(Deployment.Resource), scanSeconds);
        await MeasureAsync(report, client, "dynamic", ResourceType.Dynamic(Deployment.Resource), scanSeconds);
    }

    private static async Task MeasureAsync<T>(Report report, KubernetesClient client, string name, ResourceType<T> type, double scanSeconds)
        where T : class, IKubernetesObject
    {
        var resource = client.Resource(type);
        async Task<int> ReadAsync() => (await resource.ListAsync(ListOptions.All, CancellationToken.None)).Items.Count;
        var seconds = await Statistics.MedianSecondsAsync(Rounds, ReadAsync);
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        await ReadAsync();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var kept = await resource.ListAsync(ListOptions.All, CancellationToken.None);
        var retained = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Add(name is Typed ? "decode_objects_per_second" : $"decode_objects_per_second_{name}", kept.Items.Count / seconds, $"Deployments read from a list a second, {name}");
        report.Add($"decode_ratio_scan_{name}", seconds / scanSeconds, "that time as a multiple of only scanning the same JSON");
        report.Add($"alloc_bytes_per_object_{name}", (double)allocated / Objects, "bytes allocated for each");
        report.Add($"retained_bytes_deployment_{name}", (double)retained / Objects, "bytes kept for each");
        GC.KeepAlive(kept);
    }

    private static int Scan(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }
}
