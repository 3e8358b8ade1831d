using System.Globalization;
using System.Net;
using ModelSync.Playground.Serving.Behaviors;
using ModelSync.Playground.Serving.Connections;
using ModelSync.Playground.Serving.Logs;
using ModelSync.Playground.Serving.Metrics;
using ModelSync.Playground.Serving.Protocols;

namespace ModelSync.Playground.Serving;

/// <summary>One of the servers. What it does not need before it is asked is not there before.</summary>
internal sealed class ModelServer : IModelServer
{
    private readonly Action<ModelServer> _disposed;
    private readonly TimeProvider _time;
    private readonly LogRing _log;
    private readonly ServerDoor _door;
    private readonly Draws _draws;
    private readonly DateTimeOffset _startedAt;
    private volatile ServingBehavior _behavior;
    private volatile bool _isReady;
    private RuntimeMetrics? _metrics;
    private long _sequence;
    private int _running;

    public ModelServer(ModelServerIdentity identity, ServingBehavior behavior, ConnectionSource source, int logLines, Action<ModelServer> disposed)
    {
        (Identity, _behavior, _time, _disposed) = (identity, behavior, source.Time, disposed);
        _log = new LogRing(logLines);
        _draws = new Draws(identity.Seed);
        _startedAt = _time.GetUtcNow();
        Protocol = RuntimeProtocols.Of(identity.Runtime);
        _door = new ServerDoor(this, source);
        Write($"Serving {identity.Model} {identity.Version} as {identity.Runtime} on {EndPoint}");
    }

    public ModelServerIdentity Identity { get; }

    public IRuntimeProtocol Protocol { get; }

    public IPEndPoint EndPoint => _door.EndPoint;

    public ILogText Log => _log;

    /// <summary>Whether each answer is the last one on its connection.</summary>
    public bool IsDraining => _door.IsDraining;

    /// <summary>The metrics, which begin when somebody asks the server for anything.</summary>
    public RuntimeMetrics Metrics
    {
        get
        {
            if (Volatile.Read(ref _metrics) is null)
            {
                Interlocked.CompareExchange(ref _metrics, RuntimeMetricsFactory.Create(Identity), null);
            }

            return _metrics!;
        }
    }

    public bool IsReady
    {
        get => _isReady;
        set => _isReady = value;
    }

    public ServingBehavior Behavior
    {
        get => _behavior;
        set
        {
            BehaviorRules.Check(value);
            _behavior = value;
        }
    }

    /// <summary>Begins to serve.</summary>
    public void Open() => _door.Open();

    public Task DrainAsync(CancellationToken cancellationToken) => _door.DrainAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _door.DisposeAsync().ConfigureAwait(false);
        _log.End();
        _disposed(this);
    }

    /// <summary>The server at this moment, for one request.</summary>
    public ServedModel Model(ServingBehavior behavior) => new()
    {
        Identity = Identity,
        IsReady = IsReady,
        Answer = behavior.Answer,
        StartedAt = _startedAt,
        Now = _time.GetUtcNow(),
        Sequence = Interlocked.Increment(ref _sequence),
    };

    public Draw Draw(ServingBehavior behavior) => _draws.Next(behavior);

    public void BeginInference() => Interlocked.Increment(ref _running);

    public void EndInference() => Interlocked.Decrement(ref _running);

    public ReadOnlyMemory<byte> WriteMetrics() => Metrics.Write(Volatile.Read(ref _running));

    /// <summary>Writes the line of a request, which has the target as it came.</summary>
    public void Write(string method, string target, int status, TimeSpan duration) => Write(string.Create(
        CultureInfo.InvariantCulture, $"{method} {target} {status} {duration.TotalMilliseconds:0.0##}ms version={Identity.Version}"));

    private void Write(string text) => _log.Add(new LogLine(_time.GetUtcNow(), text));
}
