using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using ModelSync.Kubernetes.Transport;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ModelSync.Registries.Protocol;

/// <summary>Sends requests to registries and token servers: bounded in time and size, tried again where that can help, never redirected by itself.</summary>
internal sealed class RegistryTransport : IDisposable
{
    private readonly RegistryOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private readonly ResiliencePipeline<RegistryAnswer> _pipeline;

    public RegistryTransport(RegistryOptions options, TimeProvider time, Func<double> jitter)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time) = (options, time);
        var connector = new TcpConnector(new TransportOptions { ConnectTimeout = options.ConnectTimeout }, time);
        var guard = new RegistryGuard(options);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) =>
                connector.ConnectAsync(context.DnsEndPoint, guard.IsOwnProxy(context) ? null : guard.AllowedAsync, cancellationToken),
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = 2 * options.RequestsPerRegistry,
            MaxResponseHeadersLength = 64,
            UseProxy = options.Proxy is not null,
            Proxy = options.Proxy,

            // Credentials must not follow a redirect to another host, nor come back as cookies.
            AllowAutoRedirect = false,
            UseCookies = false,

            // A digest is of the bytes as they are stored.
            AutomaticDecompression = DecompressionMethods.None,
        });
        _pipeline = Build(options, time, jitter);
    }

    /// <summary>Sends a request, made anew for each try, and reads its answer.</summary>
    /// <exception cref="HttpRequestException">Nobody answers.</exception>
    /// <exception cref="TimeoutRejectedException">The answer takes too long.</exception>
    /// <exception cref="IOException">The answer broke off, is too long, or the address is refused.</exception>
    public async Task<RegistryAnswer> SendAsync(Func<HttpRequestMessage> make, int limit, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(
            async (state, token) => await state.Self.SendOnceAsync(state.Make, state.Limit, token).ConfigureAwait(false),
            (Self: this, Make: make, Limit: limit),
            cancellationToken).ConfigureAwait(false);

    public void Dispose() => _invoker.Dispose();

    private static ResiliencePipeline<RegistryAnswer> Build(RegistryOptions options, TimeProvider time, Func<double> jitter)
    {
        var builder = new ResiliencePipelineBuilder<RegistryAnswer> { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<RegistryAnswer>
            {
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = options.RetryDelay,
                MaxDelay = options.LongestDelay,
                UseJitter = true,
                Randomizer = jitter,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } failure
                    ? failure is HttpRequestException or TimeoutRejectedException && failure.InnerException is not AddressRefusedException && !IsTrust(failure)
                    : attempt.Outcome.Result is { IsWorthRetrying: true } answer && (answer.RetryAfter ?? TimeSpan.Zero) <= options.LongestDelay),
                DelayGenerator = static attempt => ValueTask.FromResult(attempt.Outcome.Result is { RetryAfter.Ticks: > 0 } answer ? answer.RetryAfter : null),
            });
        }

        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.RequestTimeout }).Build();
    }

    private static bool IsTrust(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError };

    private async Task<RegistryAnswer> SendOnceAsync(Func<HttpRequestMessage> make, int limit, CancellationToken cancellationToken)
    {
        using var request = make();
        request.Headers.UserAgent.TryParseAdd(_options.UserAgent);
        using var response = await ConnectAndSendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = request.Method == HttpMethod.Head ? [] : await ReadAsync(response.Content, limit, cancellationToken).ConfigureAwait(false);
        return new RegistryAnswer
        {
            Status = response.StatusCode,
            MediaType = response.Content.Headers.ContentType?.MediaType,
            Digest = response.Headers.TryGetValues("Docker-Content-Digest", out var digests) ? string.Join(',', digests) : null,
            Challenges = response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var challenges) ? [.. challenges.Take(8)] : [],
            RetryAfter = After(response.Headers.RetryAfter),
            Location = response.Headers.Location,
            Body = body,
        };
    }

    private async Task<HttpResponseMessage> ConnectAndSendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // That is how the handler tells that a connection took longer than ConnectTimeout.
            throw new HttpRequestException(HttpRequestError.ConnectionError, e.Message, new SocketException((int)SocketError.TimedOut));
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            throw new AnswerTooLargeException(limit);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (body.Length + count > limit)
            {
                throw new AnswerTooLargeException(limit);
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private TimeSpan? After(RetryConditionHeaderValue? header)
    {
        var asked = header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
        return asked is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerHour)) : null;
    }
}
