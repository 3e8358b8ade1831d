using System.Net;
using Microsoft.Extensions.Logging;
using ModelSync.Kubernetes.Auth;
using ModelSync.Kubernetes.Transport;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Sends requests: follows Retry-After, turns refusals and dead connections into the client's exceptions, and passes warnings on.</summary>
internal sealed partial class ApiSender(IApiTransport transport, KubernetesClientOptions options)
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);

    private readonly RequestMetrics _metrics = new(options);
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger<KubernetesClient>();

    /// <summary>The API server.</summary>
    public Uri BaseAddress => transport.BaseAddress;

    /// <summary>Sends the request until it succeeds or is refused for good; the answer's body is not read yet.</summary>
    /// <exception cref="KubernetesApiException">The server refused.</exception>
    /// <exception cref="KubernetesConnectionException">There was no answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            var message = request.ToMessage(transport.BaseAddress);
            var response = await SendOnceAsync(request.Labels, message, request.Lane, request.Timeout, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            TimeSpan delay;
            using (response)
            {
                var error = await ErrorReader.ReadAsync(response, request.ToString(), options, cancellationToken).ConfigureAwait(false);
                if (!MayTryAgain(error, response.StatusCode, tries))
                {
                    throw error;
                }

                // All who were turned away together would otherwise come back together.
                // "Now" from a server that turns us away, or a date of a clock behind ours, must not become a hot loop.
                var asked = error.RetryAfter!.Value;
                delay = (asked < ShortestRetry ? ShortestRetry : asked) * (1 + (0.1 * options.Jitter()));
                LogRetryAfter(request.ToString(), (int)response.StatusCode, delay);
            }

            await Task.Delay(delay, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a message that somebody else has written and returns its answer whatever the status.</summary>
    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        SendOnceAsync(RequestLabels.Raw(message.Method), message, TransportLane.Data, options.RequestTimeout, cancellationToken);

    /// <summary>What ends from now on is not measured: its client is gone.</summary>
    public void EndMetrics() => _metrics.End();

    private async Task<HttpResponseMessage> SendOnceAsync(
        RequestLabels labels, HttpRequestMessage message, TransportLane lane, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var name = $"{message.Method} {message.RequestUri?.AbsolutePath}";
        var started = options.TimeProvider.GetTimestamp();
        var code = RequestMetrics.Cancelled;
        try
        {
            var response = await ExchangeAsync(name, message, lane, timeout, cancellationToken).ConfigureAwait(false);
            code = RequestMetrics.CodeOf(response.StatusCode);
            ReportWarnings(name, response);
            return response;
        }
        catch (KubernetesException exception)
        {
            code = exception is CredentialException ? RequestMetrics.NoCredential : RequestMetrics.NoAnswer;
            throw;
        }
        finally
        {
            _metrics.Record(labels, code, options.TimeProvider.GetElapsedTime(started));
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(
        string name, HttpRequestMessage message, TransportLane lane, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var watchdog = new IdleWatchdog(timeout, options.TimeProvider, cancellationToken);
        try
        {
            return await transport.SendAsync(message, lane, watchdog.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException or IOException)
        {
            // A cancelled exchange may fail in any of these ways; and a handler tells a connect timeout as a cancellation that nobody asked for.
            cancellationToken.ThrowIfCancellationRequested();
            var what = watchdog.HasFired ? $" within {timeout.TotalSeconds:0.#} s" : $": {exception.Message}";
            throw new KubernetesConnectionException($"{name}: no answer from {transport.BaseAddress.Authority}{what}", exception);
        }
    }

    // As client-go: any method. With 429 nothing was carried out; with a 5xx it may have been, so that a repeated create can meet its own object (AlreadyExists).
    // A version that the server has not reached is the caller's to decide on: the server has waited for it already, and may wait for ever.
    private bool MayTryAgain(KubernetesApiException error, HttpStatusCode status, int tries) =>
        error.RetryAfter is { } delay && delay <= options.MaxRetryAfter && tries < options.MaxRetryAfterTries && !error.IsResourceVersionTooLarge
        && (status == HttpStatusCode.TooManyRequests || (int)status >= 500);

    private void ReportWarnings(string request, HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Warning", out var values))
        {
            return;
        }

        foreach (var message in values.SelectMany(WarningHeader.Parse))
        {
            LogWarning(request, message);
            try
            {
                options.OnWarning?.Invoke(new ApiWarning(request, message));
            }
            catch (Exception exception)
            {
                // The request has been carried out: what a listener thinks of its warnings must not make it look as if it had failed.
                LogWarningListenerFailed(exception, request);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Request}: {Status}, trying again in {Delay} as the server asks")]
    private partial void LogRetryAfter(string request, int status, TimeSpan delay);

    [LoggerMessage(2, LogLevel.Information, "{Request}: the server warns: {Message}")]
    private partial void LogWarning(string request, string message);

    [LoggerMessage(3, LogLevel.Error, "{Request}: the listener to the server's warnings failed")]
    private partial void LogWarningListenerFailed(Exception exception, string request);
}
