using System.Text.Json;
using ModelSync.Playground.ControlPlane.Arguments;
using ModelSync.Playground.ControlPlane.Processes;

namespace ModelSync.Playground.ControlPlane;

/// <summary>Asks the components of a control plane whether they are at work. Each question is answered with what is missing, or null.</summary>
internal sealed class Readiness(ControlPlaneBinaries binaries, ControlPlaneFiles files, ComponentPorts ports, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    private readonly HttpClient _http = LoopbackHttp.WithToken(files.Pki.Authority.CertificatePem, files.Pki.AdminToken.Token);
    private readonly EtcdGateway _etcd = EtcdGateway.For(ports.EtcdUrl, files);

    public EtcdGateway EtcdGateway => _etcd;

    public async Task<string?> EtcdAsync(CancellationToken cancellationToken) =>
        await _etcd.IsHealthyAsync(cancellationToken).ConfigureAwait(false) ? null : "etcd's /health is not 200";

    /// <summary>The API server makes the namespace `default` itself, some time after it calls itself ready.</summary>
    public async Task<string?> ApiServerAsync(CancellationToken cancellationToken) =>
        await OkAsync(ports.ApiServer, "/readyz", cancellationToken).ConfigureAwait(false)
        ?? await OkAsync(ports.ApiServer, "/api/v1/namespaces/default", cancellationToken).ConfigureAwait(false);

    public Task<string?> SchedulerAsync(CancellationToken cancellationToken) => OkAsync(ports.Scheduler, "/healthz", cancellationToken);

    /// <summary>Pods can only be created once their namespace has its default service account and, until 1.23, that has its token.</summary>
    public async Task<string?> ControllersAsync(CancellationToken cancellationToken)
    {
        var url = new Uri(ports.ApiServerUrl + "/api/v1/namespaces/default/serviceaccounts/default");
        using var response = await _http.GetAsync(url, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            return $"the controllers have not made the default service account (status {(int)response.StatusCode})";
        }

        using var account = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        return binaries.Kubernetes.IsAtLeast(1, 24) || account.RootElement.TryGetProperty("secrets", out _)
            ? null
            : "the controllers have not made the default service account's token";
    }

    /// <summary>
    /// Repeats <paramref name="question"/> until nothing is missing. Ends early when <paramref name="process"/> ends: what is missing
    /// would never come.
    /// </summary>
    public async Task WaitAsync(SupervisedProcess process, Func<CancellationToken, Task<string?>> question, CancellationToken cancellationToken)
    {
        var missing = "no answer yet";
        try
        {
            while ((missing = await AskAsync(question, cancellationToken).ConfigureAwait(false)) is not null)
            {
                if (process.Exited.IsCompleted)
                {
                    throw new ComponentExitedException(process);
                }

                await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e)
        {
            throw new OperationCanceledException($"{process.Name}: {missing}. The end of its log:\n{process.LogTail()}", e, cancellationToken);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _etcd.Dispose();
    }

    private static async Task<string?> AskAsync(Func<CancellationToken, Task<string?>> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return e.Message; // HttpClient's own timeout
        }
    }

    private async Task<string?> OkAsync(int port, string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(ComponentPorts.Url(port) + path), cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        // /readyz names the checks that have not passed.
        var answer = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var failed = answer.Split('\n').Where(line => line.StartsWith("[-]", StringComparison.Ordinal));
        return $"{path} is {(int)response.StatusCode} {string.Join(", ", failed)}".TrimEnd();
    }
}
