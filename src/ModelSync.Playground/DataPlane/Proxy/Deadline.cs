namespace ModelSync.Playground.DataPlane.Proxy;

/// <summary>A token that ends with another one or after a time, and tells which it was.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource? _timeout;
    private readonly CancellationTokenSource? _either;

    private Deadline(CancellationTokenSource? timeout, CancellationTokenSource? either, CancellationToken token)
    {
        _timeout = timeout;
        _either = either;
        Token = token;
    }

    public CancellationToken Token { get; }

    public bool HasPassed => _timeout?.IsCancellationRequested is true;

    /// <summary>Null means no time limit.</summary>
    public static Deadline Start(TimeSpan? after, TimeProvider time, CancellationToken parent)
    {
        if (after is not { } span)
        {
            return new Deadline(timeout: null, either: null, parent);
        }

        var timeout = new CancellationTokenSource(span, time);
        var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, parent);
        return new Deadline(timeout, either, either.Token);
    }

    public void Dispose()
    {
        _either?.Dispose();
        _timeout?.Dispose();
    }
}
