using ModelSync.Playground.Load;
using ModelSync.Playground.Serving;
using ModelSync.Playground.World;

namespace ModelSync.EndToEnd.Operator;

/// <summary>Requests that go on in the background of a test.</summary>
internal sealed class Requests
{
    private readonly CancellationTokenSource _enough;
    private readonly Task<LoadSnapshot> _running;

    public Requests(LoadOptions options, CancellationToken cancellationToken)
    {
        _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = LoadGenerator.RunAsync(options, progress: null, _enough.Token);
    }

    /// <summary>Sends them to a Service or route of a namespace, so many a second.</summary>
    public static async Task<Requests> SendAsync(PlaygroundNamespace place, string kind, string name, int rate, CancellationToken cancellationToken, bool newConnections = false, ModelRuntime runtime = ModelRuntime.OIP)
    {
        var options = new LoadOptions
        {
            EndPoint = await place.Cluster.DataPlane!.WaitForEndPointAsync(kind, place.Key(name), section: null, cancellationToken),
            Request = LoadRequest.Infer(runtime, "fraud-detector"),
            Rate = rate,
            NewConnections = newConnections,
        };
        return new Requests(options, cancellationToken);
    }

    /// <summary>Ends them and returns what came of them.</summary>
    public async Task<LoadSnapshot> EndAsync()
    {
        await _enough.CancelAsync();
        var result = await _running;
        _enough.Dispose();
        await TestContext.Progress.WriteLineAsync(
            $"{TestContext.CurrentContext.Test.Name}: {result.Requests} requests, {result.Failures} failed; {string.Join(", ", result.Versions.Select(version => $"{version.Version} {version.Answers}"))}");
        return result;
    }
}
