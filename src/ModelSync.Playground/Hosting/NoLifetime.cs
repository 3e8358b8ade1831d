using Microsoft.Extensions.Hosting;

namespace ModelSync.Playground.Hosting;

/// <summary>The lifetime of a web server that its owner ends: signals such as Ctrl-C are the program's to handle.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public static NoLifetime Instance { get; } = new();

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
