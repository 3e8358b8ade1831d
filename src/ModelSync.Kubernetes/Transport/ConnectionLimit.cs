namespace ModelSync.Kubernetes.Transport;

/// <summary>
/// Ends one request's wait for a connection, and nothing later. The handler's own limit is one of each attempt to connect: an attempt that fails ends one
/// of the requests that wait and another attempt begins, so that the sixth would wait six times as long.
/// </summary>
internal sealed class ConnectionLimit : IDisposable
{
    private const int Waiting = 0;
    private const int Connected = 1;
    private const int Exceeded = 2;

    private static readonly HttpRequestOptionsKey<ConnectionLimit> Key = new("modelsync.connection-limit");

    private readonly HttpRequestMessage _request;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _timer;
    private int _state;

    private ConnectionLimit(HttpRequestMessage request, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        _request = request;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _timer = time.CreateTimer(static self => ((ConnectionLimit)self!).Exceed(), this, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends with the caller's token, or when the limit is exceeded.</summary>
    public CancellationToken Token => _stop.Token;

    public bool IsExceeded => Volatile.Read(ref _state) == Exceeded;

    /// <summary>Starts to count for a request that is about to be sent.</summary>
    public static ConnectionLimit Start(HttpRequestMessage request, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = new ConnectionLimit(request, limit, time, cancellationToken);
        request.Options.Set(Key, started);
        return started;
    }

    /// <summary>Says that the request's headers are being written, so that it has its connection.</summary>
    /// <exception cref="OperationCanceledException">The limit was exceeded before: what counts as not sent is not sent.</exception>
    public static void Connect(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(Key, out var limit) && Interlocked.CompareExchange(ref limit._state, Connected, Waiting) == Exceeded)
        {
            throw new OperationCanceledException();
        }
    }

    public void Dispose()
    {
        ((IDictionary<string, object?>)_request.Options).Remove(Key.Key);
        _timer.Dispose();
        // After this the timer finds nothing to end, even if it fires right now.
        Interlocked.CompareExchange(ref _state, Connected, Waiting);
        _stop.Dispose();
    }

    private void Exceed()
    {
        if (Interlocked.CompareExchange(ref _state, Exceeded, Waiting) == Waiting)
        {
            try
            {
                _stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The request ended in the same moment.
            }
        }
    }
}
