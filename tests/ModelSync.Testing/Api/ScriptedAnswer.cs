using System.Text;
using Microsoft.AspNetCore.Http;

namespace ModelSync.Testing.Api;

/// <summary>An answer that a test has written. Immutable: each method returns a changed copy.</summary>
public sealed record ScriptedAnswer
{
    private ScriptedAnswer(int status) => Status = status;

    private int Status { get; }

    private IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    private IReadOnlyList<Func<HttpContext, CancellationToken, Task>> Steps { get; init; } = [];

    private Task Start { get; init; } = Task.CompletedTask;

    /// <summary>JSON, whole.</summary>
    public static ScriptedAnswer Json(string json, int status = 200) => Bytes(Encoding.UTF8.GetBytes(json), "application/json", status);

    /// <summary>Plain text, whole: what load balancers and Go's own mux send.</summary>
    public static ScriptedAnswer Text(int status, string text, string contentType = "text/plain") => Bytes(Encoding.UTF8.GetBytes(text), contentType, status);

    /// <summary>Any bytes, whole.</summary>
    public static ScriptedAnswer Bytes(byte[] body, string contentType, int status = 200) =>
        new ScriptedAnswer(status).Header("Content-Type", contentType).Header("Content-Length", $"{body.Length}").Step((context, cancellationToken) =>
            context.Response.Body.WriteAsync(body, cancellationToken).AsTask());

    /// <summary>Headers at once, and then whatever follows step by step, until the last step ends the answer.</summary>
    public static ScriptedAnswer Stream(int status = 200, string contentType = "application/json") =>
        new ScriptedAnswer(status).Header("Content-Type", contentType).Step((context, cancellationToken) =>
            context.Response.Body.FlushAsync(cancellationToken));

    /// <summary>Nothing, not even headers, until the client gives up.</summary>
    public static ScriptedAnswer Never() => new ScriptedAnswer(200).WaitFor(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System));

    /// <summary>A header more.</summary>
    public ScriptedAnswer Header(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    /// <summary>Headers and all that follows come no sooner than the signal.</summary>
    public ScriptedAnswer After(Task signal) => this with { Start = signal };

    /// <summary>Text that is sent at once.</summary>
    public ScriptedAnswer Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes that are sent at once.</summary>
    public ScriptedAnswer Write(byte[] bytes) => Step(async (context, cancellationToken) =>
    {
        await context.Response.Body.WriteAsync(bytes, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    });

    /// <summary>Text with a line's end.</summary>
    public ScriptedAnswer WriteLine(string text) => Write(text + "\n");

    /// <summary>What follows comes no sooner than the signal.</summary>
    public ScriptedAnswer WaitFor(Task signal) => Step((_, cancellationToken) => signal.WaitAsync(cancellationToken));

    /// <summary>Nothing follows, and the answer does not end either.</summary>
    public ScriptedAnswer Hang() => WaitFor(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System));

    /// <summary>Tells the test that the answer has come this far.</summary>
    public ScriptedAnswer Signal(TaskCompletionSource reached) => Step((_, _) =>
    {
        reached.TrySetResult();
        return Task.CompletedTask;
    });

    /// <summary>Breaks the connection.</summary>
    public ScriptedAnswer Abort() => Step((context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    internal async Task SendAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await Start.WaitAsync(cancellationToken);
        context.Response.StatusCode = Status;
        foreach (var header in Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            context.Response.Headers[header.Key] = header.Select(pair => pair.Value).ToArray();
        }

        foreach (var step in Steps)
        {
            await step(context, cancellationToken);
        }
    }

    private ScriptedAnswer Step(Func<HttpContext, CancellationToken, Task> step) => this with { Steps = [.. Steps, step] };
}
