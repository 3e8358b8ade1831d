namespace ModelSync.Playground.Faults;

/// <summary>What a proxy does to traffic, and how much there was of it; shared by all its connections.</summary>
internal sealed class ProxyTraffic(TimeProvider time)
{
    private long _delayTicks;
    private long _accepted;
    private long _bytesToServer;
    private long _bytesToClient;
    private long _bytesLost;

    public BlackHoleGate Gate { get; } = new();

    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    public Task DelayAsync(CancellationToken cancellationToken)
    {
        var delay = Delay;
        return delay > TimeSpan.Zero ? Task.Delay(delay, time, cancellationToken) : Task.CompletedTask;
    }

    public void CountAccepted() => Interlocked.Increment(ref _accepted);

    public void CountLost(int bytes) => Interlocked.Add(ref _bytesLost, bytes);

    public void Count(TrafficDirections direction, int bytes) =>
        Interlocked.Add(ref direction == TrafficDirections.ToServer ? ref _bytesToServer : ref _bytesToClient, bytes);

    public ProxyCounters Counters(int open) => new(
        Interlocked.Read(ref _accepted),
        open,
        Interlocked.Read(ref _bytesToServer),
        Interlocked.Read(ref _bytesToClient),
        Interlocked.Read(ref _bytesLost));
}
