using System.Net;
using ModelSync.Playground.Control;
using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;

namespace ModelSync.Playground.Commands;

/// <summary>Sends inference requests to a Service or a route of the running playground, and shows who answers.</summary>
internal static class LoadCommand
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(PlaygroundArguments.Load arguments, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        using var playground = await RunningPlaygrounds.FindAsync(arguments.Id, cancellationToken).ConfigureAwait(false);
        var state = await playground.StateAsync(cancellationToken).ConfigureAwait(false);
        var target = LoadTarget.Find(state, arguments.Cluster, arguments.Target);
        var options = new LoadOptions
        {
            EndPoint = IPEndPoint.Parse(new Uri(target.Url).Authority),
            Request = await RequestAsync(target, arguments.Model, ProbeTimeout, cancellationToken).ConfigureAwait(false),
            Rate = arguments.Rate,
            Workers = arguments.Workers,
            Count = arguments.Requests,
            Duration = arguments.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,

            // A Service splits connections, a route requests.
            NewConnections = target.Kind is "Service",
            Time = time,
        };
        var table = arguments.Json || Console.IsOutputRedirected ? null : new LiveTable(output);
        var result = await LoadGenerator.RunAsync(options, table, cancellationToken).ConfigureAwait(false);
        if (table is null)
        {
            var text = arguments.Json ? LoadReport.ToJson(result) : LoadTable.Render(result).TrimEnd();
            await output.WriteLineAsync(text.AsMemory(), CancellationToken.None).ConfigureAwait(false);
        }

        return 0;
    }

    /// <summary>Asks once who is there: simulated servers name their model and runtime in every answer.</summary>
    internal static async Task<LoadRequest> RequestAsync(TargetState target, string? model, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = timeout };
        try
        {
            using var answer = await http.GetAsync(new Uri(target.Url), cancellationToken).ConfigureAwait(false);
            var runtime = Enum.TryParse<ModelRuntime>(Header(answer, ModelHeaders.Runtime), out var known) ? known : ModelRuntime.OIP;
            return LoadRequest.Infer(runtime, model ?? Header(answer, ModelHeaders.Model) ?? throw Unknown(target, $"it answered {(int)answer.StatusCode}"));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return model is null ? throw Unknown(target, e.Message) : LoadRequest.Infer(ModelRuntime.OIP, model);
        }
    }

    private static ControlException Unknown(TargetState target, string why) =>
        new($"{target.Kind} {target.Namespace}/{target.Name} does not say which model it serves ({why}): "
            + "wait until it has ready pods, or name the model with --model");

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
