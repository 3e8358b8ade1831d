using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelSync.Playground.ControlPlane;
using ModelSync.Playground.Hosting;

namespace ModelSync.Playground.Control;

/// <summary>Lets other processes of the same user speak with this playground: HTTP on a Unix socket in a folder that only they can enter.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private const int MostConnections = 32;
    private const int MostBytes = 16 * 1024;

    private readonly WebApplication _app;
    private readonly IPlaygroundControl _control;

    private ControlServer(WebApplication app, IPlaygroundControl control)
    {
        (_app, _control) = (app, control);
        app.Use(next => context => AnswerAsync(context, next));
        app.MapGet("/identity", context => WriteAsync(context, control.Identity, ControlJsonContext.Default.PlaygroundIdentity));
        app.MapGet("/state", async context => await WriteAsync(
            context, await control.StateAsync(context.RequestAborted).ConfigureAwait(false), ControlJsonContext.Default.PlaygroundState).ConfigureAwait(false));
        app.MapPost("/end", End);
        app.MapGet("/faults", context => WriteAsync(context, control.Faults(Query(context, "cluster")), ControlJsonContext.Default.IReadOnlyListFaultState));
        app.MapPost("/faults", AddFaultAsync);
        app.MapDelete("/faults", ClearFaultsAsync);
    }

    public static async Task<ControlServer> StartAsync(string socketPath, IPlaygroundControl control, CancellationToken cancellationToken)
    {
        // The empty builder reads neither files nor environment variables.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.ListenUnixSocket(socketPath, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime>(NoLifetime.Instance);
        var server = new ControlServer(builder.Build(), control);
        try
        {
            await server._app.StartAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ControlException or ControlPlaneException && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            await WriteAsync(context, new ControlError(e.Message), ControlJsonContext.Default.ControlError).ConfigureAwait(false);
        }
    }

    private Task End(HttpContext context)
    {
        // After the answer: the asker waits for the end of the process, not for this connection.
        context.Response.OnCompleted(() =>
        {
            _control.End();
            return Task.CompletedTask;
        });
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    private async Task AddFaultAsync(HttpContext context)
    {
        var order = await context.Request.ReadFromJsonAsync(ControlJsonContext.Default.FaultOrder, context.RequestAborted).ConfigureAwait(false)
            ?? throw new ControlException("There is no order in the request: send {\"cluster\": …, \"rule\": …}.");
        await WriteAsync(context, _control.AddFault(order), ControlJsonContext.Default.FaultState).ConfigureAwait(false);
    }

    private Task ClearFaultsAsync(HttpContext context)
    {
        int? rule = Query(context, "rule") is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        return WriteAsync(context, _control.ClearFaults(Query(context, "cluster"), rule), ControlJsonContext.Default.IReadOnlyListFaultState);
    }

    private static string? Query(HttpContext context, string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);
}
