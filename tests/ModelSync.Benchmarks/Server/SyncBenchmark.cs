using System.Text.Json;
using ModelSync.Benchmarks.Peers;
using ModelSync.Testing;

namespace ModelSync.Benchmarks.Server;

/// <summary>The first sync of many Deployments, ours and others' by turns, each in a fresh process: a machine that is slow for a while is so for all.</summary>
public static class SyncBenchmark
{
    private const int Rounds = 5;

    public static async Task RunAsync(Report report, BenchServer server, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var curl = Curl.For(server, folder.Write("ca.crt", server.CaCertificate));
        var (clientGo, clientGoMissing) = await FoundAsync(() => ClientGo.FindAsync(cancellationToken));

        // The first list of each kind fills the server's caches, for whoever comes later.
        var (list, curlMissing) = await FoundAsync(() => curl.ListAsync(cancellationToken));
        var rounds = new List<Round>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(new Round(
                await OursAsync(server, SyncSubject.Typed, cancellationToken),
                clientGo is null ? null : await clientGo.SyncAsync(server.Kubeconfig, strip: true, cancellationToken),
                list is null ? null : (await curl.ListAsync(cancellationToken)).Seconds));
        }

        var metadata = await OursAsync(server, SyncSubject.Metadata, cancellationToken);
        ReportOurs(report, rounds, metadata, server);
        if (list is null)
        {
            report.LeaveOut("initial_sync_ratio_curl", curlMissing!);
        }
        else
        {
            report.Add("sync_bytes_deployment", list.Bytes / DeploymentFill.Objects, "bytes of JSON of each, as the server lists it");
            report.Add("initial_sync_ratio_curl", rounds.Select(round => round.Ours.Seconds / round.CurlSeconds!.Value).Median(), "our first sync as a multiple of curl reading the JSON list");
        }

        if (clientGo is null)
        {
            LeaveOut(report, clientGoMissing!);
        }
        else
        {
            ReportRatios(report, rounds, metadata, await clientGo.SyncAsync(server.Kubeconfig, strip: false, cancellationToken));
        }
    }

    private static void ReportOurs(Report report, List<Round> rounds, SyncFigures metadata, BenchServer server)
    {
        report.Add("sync_objects", rounds[0].Ours.Objects, $"Deployments in the server, filled in {server.FillTime.TotalSeconds:0} s");
        report.Add("initial_sync_seconds", rounds.Select(round => round.Ours.Seconds).Median(), "from the informer's start in a fresh process until it has synced");
        report.Add("initial_sync_warm_seconds", rounds.Select(round => round.Ours.WarmSeconds!.Value).Median(), "the same again in the same process");
        report.Add("sync_alloc_bytes_per_object", rounds.Select(round => round.Ours.AllocBytesPerObject).Median(), "bytes allocated for each on the way");
        report.Add("sync_retained_bytes_typed", rounds.Select(round => round.Ours.RetainedBytesPerObject).Median(), "bytes that the cache keeps for each, typed");
        report.Add("sync_retained_bytes_metadata", metadata.RetainedBytesPerObject, "bytes that the cache keeps for each, metadata only");
        report.Add("initial_sync_metadata_seconds", metadata.Seconds, "the first sync of metadata only");
    }

    private static void ReportRatios(Report report, List<Round> rounds, SyncFigures metadata, SyncFigures whole)
    {
        double Ratio(Func<Round, double> ours) => rounds.Select(round => ours(round) / round.ClientGo!.Seconds).Median();
        var theirs = rounds.Select(round => round.ClientGo!.RetainedBytesPerObject).Median();
        report.Add("initial_sync_ratio_clientgo", Ratio(round => round.Ours.Seconds), "our first sync as a multiple of client-go's");
        report.Add("initial_sync_warm_ratio_clientgo", Ratio(round => round.Ours.WarmSeconds!.Value), "our sync in a warm process as a multiple of client-go's");
        report.Add("retained_ratio_clientgo", rounds.Select(round => round.Ours.RetainedBytesPerObject).Median() / theirs, "bytes kept, typed, as a share of client-go's without managedFields");
        report.Add("retained_metadata_ratio_clientgo", metadata.RetainedBytesPerObject / theirs, "bytes kept, metadata only, as the same share");
        report.Add("clientgo_sync_seconds", rounds.Select(round => round.ClientGo!.Seconds).Median(), "client-go's first sync");
        report.Add("clientgo_retained_bytes", theirs, "bytes that client-go's cache keeps for each without managedFields");
        report.Add("clientgo_retained_bytes_whole", whole.RetainedBytesPerObject, "bytes that client-go's cache keeps for each as it comes");
        report.Add("clientgo_alloc_bytes_per_object", rounds.Select(round => round.ClientGo!.AllocBytesPerObject).Median(), "bytes that client-go allocates for each on the way");
    }

    private static void LeaveOut(Report report, string reason)
    {
        foreach (var name in (string[])["initial_sync_ratio_clientgo", "initial_sync_warm_ratio_clientgo", "retained_ratio_clientgo", "retained_metadata_ratio_clientgo"])
        {
            report.LeaveOut(name, reason);
        }
    }

    private static async Task<SyncFigures> OursAsync(BenchServer server, string representation, CancellationToken cancellationToken)
    {
        var line = await Subprocess.RunSelfAsync(["measure", Arguments.Sync, server.Kubeconfig, representation], cancellationToken);
        var figures = JsonSerializer.Deserialize(line, FiguresJson.Default.SyncFigures)!;
        return figures.Objects == DeploymentFill.Objects
            ? figures
            : throw new InvalidOperationException($"the cache holds {figures.Objects} Deployments after its first sync, the server {DeploymentFill.Objects}");
    }

    private static async Task<(T? Found, string? Missing)> FoundAsync<T>(Func<Task<T>> find)
        where T : class
    {
        try
        {
            return (await find(), null);
        }
        catch (PeerMissingException exception)
        {
            return (null, exception.Message);
        }
    }

    private sealed record Round(SyncFigures Ours, SyncFigures? ClientGo, double? CurlSeconds);
}
