using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ModelSync.Testing.Api;

/// <summary>
/// A server on loopback that answers as the test has scripted and records what it was asked. Answers are consumed in order; a request that nobody
/// scripted is answered by 501 and makes <see cref="DisposeAsync"/> throw, so that no test passes by an answer that it did not mean.
/// </summary>
public sealed class ScriptedApiServer : IAsyncDisposable
{
    private const int MaxRequests = 10_000;

    private readonly Lock _gate = new();
    private readonly List<ScriptedRoute> _routes = [];
    private readonly List<RecordedRequest> _requests = [];
    private readonly List<string> _unscripted = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _app;

    private ScriptedApiServer(WebApplication app) => _app = app;

    /// <summary>The address, with a slash at its end.</summary>
    public Uri BaseAddress => new(_app.Urls.First() + "/");

    /// <summary>What was asked so far, in order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Starts a server without TLS; <see cref="HttpProtocols.Http2"/> is by prior knowledge.</summary>
    public static async Task<ScriptedApiServer> StartAsync(HttpProtocols protocols, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Tests hold answers back for as long as they like, and send names that are no good.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
        });
        var app = builder.Build();
        var server = new ScriptedApiServer(app);
        app.Run(server.HandleAsync);
        await app.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Answers the next requests of this method and path (without query, as it travels) in this order, one each.</summary>
    public void Expect(HttpMethod method, string path, params ScriptedAnswer[] answers) =>
        ExpectWhen($"{method} {path}", request => request.Method == method && request.Path == path, answers);

    /// <summary>Answers the next requests that satisfy the condition in this order, one each.</summary>
    public void ExpectWhen(string description, Func<RecordedRequest, bool> condition, params ScriptedAnswer[] answers)
    {
        lock (_gate)
        {
            _routes.Add(new ScriptedRoute(description, condition, new Queue<ScriptedAnswer>(answers)));
        }
    }

    /// <summary>Completes once so many requests have arrived.</summary>
    public Task WaitForRequestsAsync(int count, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_requests.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Ends every answer and stops.</summary>
    /// <exception cref="InvalidOperationException">Something was asked that the test had not scripted.</exception>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _stopping.Dispose();
        lock (_gate)
        {
            if (_unscripted.Count > 0)
            {
                throw new InvalidOperationException(
                    $"requests that the test has not scripted: {string.Join("; ", _unscripted)}. Scripted and left: {string.Join("; ", _routes)}");
            }
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            var request = await RecordedRequest.ReadAsync(context);
            await Record(request).SendAsync(context, ended.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private ScriptedAnswer Record(RecordedRequest request)
    {
        lock (_gate)
        {
            if (_requests.Count == MaxRequests)
            {
                throw new InvalidOperationException($"more than {MaxRequests} requests: does something loop?");
            }

            _requests.Add(request);
            foreach ((var count, var reached) in _waiters)
            {
                if (_requests.Count >= count)
                {
                    reached.TrySetResult();
                }
            }

            if (_routes.Find(route => route.Answers.Count > 0 && route.Condition(request)) is { } found)
            {
                return found.Answers.Dequeue();
            }

            _unscripted.Add(request.ToString());
            return ScriptedAnswer.Text(501, $"nobody scripted {request}");
        }
    }

    private sealed record ScriptedRoute(string Description, Func<RecordedRequest, bool> Condition, Queue<ScriptedAnswer> Answers)
    {
        public override string ToString() => $"{Description} ({Answers.Count} answers)";
    }
}
