using ModelSync.Kubernetes.Metrics;

namespace ModelSync.Kubernetes.AspNetCore.Tests.Metrics;

/// <summary>Writes its first bytes, and the rest when the test lets it.</summary>
internal sealed class HeldExposition(string first) : IMetricsExposition
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _entered = new(0);

    public Task EnteredAsync() => _entered.WaitAsync();

    public void Release() => _release.TrySetResult();

    public string ContentType(string? accept) => "text/plain";

    public async Task WriteAsync(Stream output, string? accept, CancellationToken cancellationToken)
    {
        if (first.Length > 0)
        {
            await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(first), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }

        _entered.Release();
        await _release.Task.WaitAsync(cancellationToken);
        await output.WriteAsync("end"u8.ToArray(), cancellationToken);
    }

    public void Forget(string label, string value)
    {
    }
}
