using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Runtime;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>Keeps the store equal to the server, in one namespace or in all: carries out what <see cref="ReflectorState"/> says, and tells it what came of it.</summary>
internal sealed partial class Reflector<T>
    where T : class, IKubernetesObject
{
    /// <summary>How long a watch-list may take to tell the end of the present objects; a server that does not know of it never does.</summary>
    public static readonly TimeSpan WatchListLimit = TimeSpan.FromMinutes(1);

    private readonly IResourceReader<T> _reader;
    private readonly InformerOptions<T> _options;
    private readonly ObjectStore<T> _store;
    private readonly ObjectGate<T> _gate;
    private readonly InformerTelemetry _telemetry;
    private readonly RuntimeServices _services;
    private readonly Action _onSynced;
    private readonly ReflectorHealth _health;
    private ReflectorState _state;
    private volatile string? _version;

    public Reflector(
        string? ns, IResourceReader<T> reader, InformerOptions<T> options, ObjectStore<T> store, InformerTelemetry telemetry, RuntimeServices services, Action onSynced)
    {
        Namespace = ns;
        _reader = reader;
        _options = options;
        _store = store;
        _telemetry = telemetry;
        _services = services;
        _onSynced = onSynced;
        _gate = new ObjectGate<T>(reader.Resource.Scope, ns, options.Transform);
        _health = new ReflectorHealth(services.TimeProvider);
        _state = ReflectorState.Start(options.WatchList);
    }

    /// <summary>The namespace; null for all.</summary>
    public string? Namespace { get; }

    /// <summary>Up to which state the store has followed the server.</summary>
    public ResourceVersion Version => new(_version);

    public InformerHealth Health => _health.Current;

    /// <summary>Works until it is cancelled. What goes wrong is tried again, whatever it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var delay = _state.Step.Delay * (1 + (0.5 * _services.Jitter()));
                if (delay > TimeSpan.Zero)
                {
                    await Task.Delay(delay, _services.TimeProvider, cancellationToken).ConfigureAwait(false);
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (_state.Step.Action == ReflectorAction.List)
                {
                    await ListAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await WatchAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Told to stop.
        }
        finally
        {
            _health.Stopped();
        }
    }

    private async Task ListAsync(CancellationToken cancellationToken)
    {
        var staged = new StagedList<T>(_store, _gate, _state.MustNotBeOlder);
        var pages = new PageSequence();
        _telemetry.Lists(_state.Step.Reason, Namespace);
        try
        {
            await foreach (var page in _reader.ListPagesAsync(_state.Step.ToListOptions(Namespace, _options), cancellationToken).ConfigureAwait(false))
            {
                _health.Heard();
                pages.Add(page.ResourceVersion, page.Continue);
                staged.Add(page);
            }

            pages.End();
        }
        catch (Exception exception) when (!IsStop(exception, cancellationToken))
        {
            Failed(new ReflectorInput.ListFailed(ReflectorFailure.From(exception), pages.Count > 0), exception.Message);
            return;
        }

        TakeOver(staged, pages.Version, pages.Count > 1);
    }

    // False where the list shows an older state than was asked for.
    private bool TakeOver(StagedList<T> staged, ResourceVersion version, bool wasPaged)
    {
        if (!_state.Accepts(version))
        {
            var stale = new ReflectorFailure(ReflectorFailureKind.Stale, $"the list shows version {version}, older than {_state.Step.Version}, which was asked for");
            Failed(new ReflectorInput.ListFailed(stale), stale.Message);
            return false;
        }

        if (staged.Unnamed is { } error)
        {
            _telemetry.Unnamed(error);
        }

        var isFirst = !_health.Current.HasSynced;
        staged.Commit(Namespace, isFirst);
        _version = version.Value;
        _state = _state.After(new ReflectorInput.Listed(version, wasPaged));
        Accepted();
        if (isFirst)
        {
            _health.Synced();
            _telemetry.Synced(Namespace, staged.Count);
            _onSynced();
        }

        return true;
    }

    private void Accepted()
    {
        if (_health.Accepted())
        {
            _telemetry.Recovered(Namespace);
        }
    }

    private void Failed(ReflectorInput input, string error)
    {
        _state = _state.After(input);
        var (failures, isNews) = _health.Failed(error);
        _telemetry.Failed(Namespace, error, _state.Step.Delay, failures, isNews);
    }

    // A cancellation that nobody asked for is a failure like any other.
    private static bool IsStop(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;
}
