using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Auth;

/// <summary>
/// Credentials that a program prints. One run serves all who wait for it, and nobody's cancellation ends it, so that a plugin slower than its callers still
/// gets to fill the cache.
/// </summary>
/// <remarks>
/// <code>
///  obtained ───────────────── fresh ───────────────── │ soon (30 s) │ due (30 s) │ ended
///                       the cached one is shown        and one run   callers wait for the run;
///                                                      in the back   if it fails, the old one till its end
/// </code>
/// The margins shrink to an eighth of the life of a short-lived credential. A failed run is followed by a pause of 1 s, doubled up to 10 s, in which
/// callers get the same error at once:
/// a broken plugin must not be started for each request of a hundred informers. A refused credential (401) is replaced at once, but at most every 5 s.
/// </remarks>
internal sealed class ExecCredentials : ICredentialSource
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenRejections = TimeSpan.FromSeconds(5);

    private readonly string _command;
    private readonly Func<CancellationToken, Task<Credential>> _plugin;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Cached? _cached;
    private Task<CredentialException?>? _running;
    private Failure? _failure;
    private long? _lastRejection;
    private bool _rejected;

    /// <summary>Asks the given plugin; the command stands in messages only.</summary>
    public ExecCredentials(string command, Func<CancellationToken, Task<Credential>> plugin, TimeProvider time, ILogger logger)
    {
        _command = command;
        _plugin = plugin;
        _time = time;
        _logger = logger;
    }

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        Task<CredentialException?> run;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            var need = Judge_NeedsLock();
            if (need == Need.Nothing)
            {
                return _cached!.Credential;
            }

            if (_running is null && IsPausing_NeedsLock())
            {
                return Usable_NeedsLock() ?? throw new CredentialException(_failure!.Error.Message, _failure.Error.InnerException);
            }

            run = _running ??= Task.Run(RefreshAsync, CancellationToken.None);
            if (need == Need.Soon)
            {
                return _cached!.Credential;
            }
        }

        var error = await run.WaitAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            return Usable_NeedsLock() ?? throw new CredentialException(
                error?.Message ?? $"The credential of {_command} ended before it could be used.", error?.InnerException);
        }
    }

    public void Invalidate(Credential rejected)
    {
        lock (_gate)
        {
            // A late 401 for an older credential says nothing about the present one.
            var isPresent = ReferenceEquals(rejected, _cached?.Credential);
            if (isPresent && (_lastRejection is not { } last || _time.GetElapsedTime(last) >= BetweenRejections))
            {
                _lastRejection = _time.GetTimestamp();
                _rejected = true;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // In this order: after the cancellation nobody starts a run that would not be seen below.
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task? running;
        lock (_gate)
        {
            running = _running;
        }

        if (running is not null)
        {
            await running.ConfigureAwait(false);
        }
    }

    /// <summary>Runs the plugin once and stores what comes of it; never throws.</summary>
    private async Task<CredentialException?> RefreshAsync()
    {
        try
        {
            var fresh = await _plugin(_stopping.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _cached = Cached.From(fresh, _time.GetUtcNow());
                _failure = null;
                _rejected = false;
                _running = null;
            }

            return null;
        }
        catch (Exception e)
        {
            var error = e as CredentialException ?? new CredentialException($"The exec plugin {_command} failed: {e.Message}", e);
            lock (_gate)
            {
                _failure = new Failure(error, _time.GetTimestamp(), _failure is null ? FirstPause : Min(_failure.Pause * 2, LongestPause));
                _running = null;
                if (Usable_NeedsLock() is not null)
                {
                    AuthLog.EarlyRefreshFailed(_logger, _command, _cached!.End, error.Message);
                }
                else if (!_stopping.IsCancellationRequested)
                {
                    AuthLog.NoCredential(_logger, _command, error.Message);
                }
            }

            return error;
        }
    }

    private Need Judge_NeedsLock()
    {
        if (_cached is null || _rejected)
        {
            return Need.Now;
        }

        var now = _time.GetUtcNow();
        return now >= _cached.DueFrom ? Need.Now : now >= _cached.SoonFrom ? Need.Soon : Need.Nothing;
    }

    private bool IsPausing_NeedsLock() => _failure is not null && _time.GetElapsedTime(_failure.At) < _failure.Pause;

    /// <summary>
    /// The cached credential unless it has ended; one that was refused is still better than none, for the refusal may have been one replica's.
    /// </summary>
    private Credential? Usable_NeedsLock() => _cached is not null && _time.GetUtcNow() < _cached.End ? _cached.Credential : null;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private enum Need
    {
        Nothing,
        Soon,
        Now,
    }

    private sealed record Failure(CredentialException Error, long At, TimeSpan Pause);

    private sealed record Cached(Credential Credential, DateTimeOffset SoonFrom, DateTimeOffset DueFrom, DateTimeOffset End)
    {
        public static Cached From(Credential credential, DateTimeOffset now)
        {
            if (credential.Expires is not { } expires)
            {
                return new Cached(credential, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
            }

            // A credential that seems to have ended already (a clock that is wrong) is shown for a while all the same, or each request would start the plugin.
            var end = expires > now + ShortestLife ? expires : now + ShortestLife;
            var margin = Min(LongestMargin, (end - now) / 4);
            return new Cached(credential, end - margin, end - (margin / 2), end);
        }
    }
}
