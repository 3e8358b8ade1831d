using System.Text;
using ModelSync.Kubernetes;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Proxying;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;

namespace ModelSync.Quickstart.Stages.Clusters;

/// <summary>Sends requests to a Service by way of the API server, which reaches it from anywhere and chooses a ready pod for each.</summary>
internal sealed class ServiceLoad(IKubernetesClient client, NamespacedName service, string path, Func<string, string?> versionOfPod, TimeProvider time)
{
    public const int RequestsPerSecond = 10;

    private const int Workers = 4;
    private const int LongestName = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds((double)Workers / RequestsPerSecond);
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(500);

    /// <summary>Begins with the first good answer, since before it there is nothing to send requests to; ends when it is cancelled.</summary>
    public async Task<LoadSnapshot> RunAsync(IProgress<LoadSnapshot> progress, CancellationToken cancellationToken)
    {
        while (!await IsServedAsync(cancellationToken).ConfigureAwait(false))
        {
            await Task.Delay(BetweenReports, time, cancellationToken).ConfigureAwait(false);
        }

        var tally = new LoadTally(time);
        var workers = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(tally, cancellationToken)));
        while (!workers.IsCompleted)
        {
            progress.Report(tally.Snapshot());
            await workers.WaitAsync(BetweenReports, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await workers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return tally.Snapshot();
    }

    private async Task<bool> IsServedAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await AskAsync(cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is KubernetesException or HttpRequestException)
        {
            return false;
        }
    }

    private async Task WorkAsync(LoadTally tally, CancellationToken cancellationToken)
    {
        while (true)
        {
            await SendAsync(tally, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Between, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(LoadTally tally, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var began = time.GetTimestamp();
        try
        {
            using var answer = await AskAsync(either.Token).ConfigureAwait(false);
            var body = await answer.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestName)));
            tally.Answered(VersionOf(answer, text), (int)answer.StatusCode, time.GetElapsedTime(began), answer.IsSuccessStatusCode ? "" : text);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            tally.Failed(LoadErrorKind.Timeout, $"no whole answer within {Patience}");
        }
        catch (Exception e) when (e is KubernetesException or HttpRequestException or IOException)
        {
            tally.Failed(LoadErrorKind.Reset, e.Message);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await client.Proxy.SendAsync(ProxyTarget.Service(service, "http"), request, cancellationToken).ConfigureAwait(false);
    }

    // Model servers of the playground say it in a header; the image of ours says which pod it is.
    private string? VersionOf(HttpResponseMessage answer, string body) =>
        answer.Headers.TryGetValues(ModelHeaders.Version, out var values) ? values.First() : versionOfPod(body.Trim());
}
