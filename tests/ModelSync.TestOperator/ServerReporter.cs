using ModelSync.Kubernetes.AspNetCore.Hosting;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.TestOperator;

/// <summary>Tells where the process can be scraped and probed.</summary>
public sealed class ServerReporter(HttpServer server, EventLog log) : IRunnable
{
    public async Task RunAsync(CancellationToken cancellationToken) =>
        log.Write("listening", $"http://{await server.Listening.WaitAsync(cancellationToken)}");
}
