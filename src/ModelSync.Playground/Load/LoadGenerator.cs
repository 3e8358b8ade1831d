using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ModelSync.Playground.Load;

/// <summary>Sends requests to one loopback port and counts every answer by the version that gave it.</summary>
public static class LoadGenerator
{
    private const int MostWorkers = 1024;
    private const int MostBody = 1024 * 1024;

    /// <summary>Runs until the count or the duration is reached, or until it is cancelled: that is an end like the others, and no error.</summary>
    /// <exception cref="ArgumentException">An option does not fit; the message names it and the remedy.</exception>
    public static async Task<LoadSnapshot> RunAsync(LoadOptions options, IProgress<LoadSnapshot>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        using var ended = options.Duration is { } duration ? new CancellationTokenSource(duration, options.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, cancellationToken);
        using var invoker = new HttpMessageInvoker(HandlerFor(options));
        var tally = new LoadTally(options.Time);
        var tickets = new LoadTickets(options.Rate, options.Count, options.Time);
        Task Work() => WorkAsync(options, invoker, tickets, tally, either.Token);
        var workers = Task.WhenAll(Enumerable.Range(0, options.Workers).Select(_ => Task.Run(Work, CancellationToken.None)));
        await TellAsync(workers, options, progress, tally).ConfigureAwait(false);
        await workers.ConfigureAwait(false);
        var final = tally.Snapshot();
        progress?.Report(final);
        return final;
    }

    private static async Task TellAsync(Task workers, LoadOptions options, IProgress<LoadSnapshot>? progress, LoadTally tally)
    {
        while (progress is not null && !workers.IsCompleted)
        {
            await workers.WaitAsync(options.ProgressInterval, options.Time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            progress.Report(tally.Snapshot());
        }
    }

    private static async Task WorkAsync(LoadOptions options, HttpMessageInvoker invoker, LoadTickets tickets, LoadTally tally, CancellationToken cancellationToken)
    {
        var body = options.Request.Body is { } text ? Encoding.UTF8.GetBytes(text) : null;
        while (await tickets.TakeAsync(cancellationToken).ConfigureAwait(false) is { } due)
        {
            using var timeout = new CancellationTokenSource(options.Timeout, options.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                await SendAsync(options, invoker, body, due, tally, either.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (cancellationToken.IsCancellationRequested && (e is OperationCanceledException || LoadAnswers.KindOf(e) is not null))
            {
                return; // What was under way is no failure: we gave it up.
            }
            catch (OperationCanceledException)
            {
                tally.Failed(LoadErrorKind.Timeout, $"no whole answer within {options.Timeout}");
            }
            catch (Exception e) when (LoadAnswers.KindOf(e) is { } kind)
            {
                tally.Failed(kind, e.InnerException?.Message ?? e.Message);
            }
        }
    }

    private static async Task SendAsync(
        LoadOptions options,
        HttpMessageInvoker invoker,
        byte[]? body,
        long due,
        LoadTally tally,
        CancellationToken cancellationToken)
    {
        using var request = MessageFor(options, body);
        using var answer = await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var (head, length) = await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
            var latency = options.Time.GetElapsedTime(due);
            var version = LoadAnswers.VersionOf(answer, head.AsSpan(0, length));
            var status = (int)answer.StatusCode;
            tally.Answered(version, status, latency, status < 400 ? "" : LoadAnswers.Excerpt(head.AsSpan(0, length)));
        }
    }

    // Of a long answer the beginning is kept, and the rest read all the same: an answer is good when it is whole.
    private static async Task<(byte[] Head, int Length)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[1024];
        var length = 0;
        while (true)
        {
            if (length == head.Length && head.Length < MostBody)
            {
                Array.Resize(ref head, head.Length * 2);
            }

            var rest = length < head.Length ? head.AsMemory(length) : new byte[16 * 1024];
            var read = await stream.ReadAsync(rest, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return (head, length);
            }

            length = Math.Min(length + read, head.Length);
        }
    }

    private static HttpRequestMessage MessageFor(LoadOptions options, byte[]? body)
    {
        var uri = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{options.EndPoint}{options.Request.Path}"));
        var message = new HttpRequestMessage(new HttpMethod(options.Request.Method), uri);
        message.Headers.Host = options.Host;
        if (options.NewConnections)
        {
            // The server closes then, so that the client's ports are free again at once.
            message.Headers.ConnectionClose = true;
        }

        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in options.Request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private static SocketsHttpHandler HandlerFor(LoadOptions options) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        MaxConnectionsPerServer = options.Workers,
        PooledConnectionLifetime = options.NewConnections ? TimeSpan.Zero : Timeout.InfiniteTimeSpan,
    };

    private static void Check(LoadOptions options)
    {
        if (!IPAddress.IsLoopback(options.EndPoint.Address))
        {
            throw new ArgumentException(
                $"EndPoint is {options.EndPoint}: the load of a playground stays on this machine, so name a loopback address.",
                nameof(options));
        }

        if (options.Workers is < 1 or > MostWorkers)
        {
            throw new ArgumentException($"Workers is {options.Workers}: it must be from 1 to {MostWorkers}.", nameof(options));
        }

        if (options.Rate is <= 0 or > 1_000_000 or double.NaN)
        {
            throw new ArgumentException($"Rate is {options.Rate}: it must be above 0 and at most 1000000 a second.", nameof(options));
        }

        if (!options.Request.Path.StartsWith('/'))
        {
            throw new ArgumentException($"Request.Path is \"{options.Request.Path}\": it must begin with a slash.", nameof(options));
        }
    }
}
