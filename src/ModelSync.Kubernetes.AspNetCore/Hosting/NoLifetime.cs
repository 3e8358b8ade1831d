using Microsoft.Extensions.Hosting;

namespace ModelSync.Kubernetes.AspNetCore.Hosting;

/// <summary>
/// Leaves the process's signals alone. The usual lifetime of a host takes SIGTERM for itself, and a process that waits for that signal elsewhere would never
/// be told to stop.
/// </summary>
internal sealed class NoLifetime : IHostLifetime
{
    public static NoLifetime Instance { get; } = new();

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
