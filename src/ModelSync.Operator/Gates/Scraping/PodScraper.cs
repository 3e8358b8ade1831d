using ModelSync.Operator.Gates.Exposition;
using ModelSync.Operator.Gates.Http;
using ModelSync.Operator.Gates.Pods;

namespace ModelSync.Operator.Gates.Scraping;

/// <summary>Reads the metrics of pods, a few at a time.</summary>
internal sealed class PodScraper(IPodTransport transport, TimeProvider time)
{
    private const int Together = 8;
    private const string Accept = "text/plain;version=0.0.4;q=1,application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1";

    /// <summary>Reads pages; of each pod the page, or what went wrong. One that hangs must not take the time of the others.</summary>
    public async Task<IReadOnlyList<ScrapedPod>> ReadAsync(
        IReadOnlyList<PodEndpoint> pods, string path, IReadOnlySet<string> wanted, TimeSpan each, CancellationToken cancellationToken)
    {
        var results = new ScrapedPod[pods.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, pods.Count, options, async (index, ended) =>
        {
            using var limit = new CancellationTokenSource(each, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ended);
            try
            {
                results[index] = await ReadAsync(pods[index], path, wanted, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!ended.IsCancellationRequested)
            {
                results[index] = new ScrapedPod(pods[index].Pod, null, $"{pods[index]} does not answer {path} within {each.TotalSeconds:0.#} s");
            }
        }).ConfigureAwait(false);
        return results;
    }

    private async Task<ScrapedPod> ReadAsync(PodEndpoint pod, string path, IReadOnlySet<string> wanted, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Accept", Accept);
            using var answer = await transport.SendAsync(pod, request, cancellationToken).ConfigureAwait(false);
            if ((int)answer.StatusCode != 200)
            {
                return new ScrapedPod(pod.Pod, null, $"{pod} answers {path} with {(int)answer.StatusCode}");
            }

            var body = await BoundedBody.ReadAsync(answer, ExpositionLimits.Bytes, pod.ToString(), cancellationToken).ConfigureAwait(false);
            return new ScrapedPod(pod.Pod, ExpositionParser.Parse(body.Span, answer.Content.Headers.ContentType?.MediaType, wanted), null);
        }
        catch (GateHttpException e)
        {
            return new ScrapedPod(pod.Pod, null, e.Message);
        }
        catch (ExpositionException e)
        {
            return new ScrapedPod(pod.Pod, null, $"{pod}, {e.Message}");
        }
    }
}
