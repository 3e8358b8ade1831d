using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Auth;

/// <summary>
/// A value made from one or several files that somebody else renews (kubelet, cert-manager). They are compared by content, at most once a minute and only
/// when the value is asked for:
/// file times and notifications miss the symbolic links that mounted Secrets are swapped by. A new content that cannot be used keeps the last good value.
/// </summary>
#pragma warning disable CA1001 // See the semaphore.
internal sealed class ReloadingFiles<T>
    where T : class
#pragma warning restore CA1001
{
    /// <summary>How old an answer may be; client-go's figure for token files.</summary>
    public static readonly TimeSpan CheckInterval = TimeSpan.FromMinutes(1);

    private readonly string[] _paths;
    private readonly string _names;
    private readonly Func<IReadOnlyList<byte[]>, T> _parse;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    // Never disposed, for that would strand those who wait; nobody uses its wait handle, so there is nothing to free.
    private readonly SemaphoreSlim _checking = new(1, 1);
    private volatile Loaded? _loaded;
    private long _lastCheck;

    public ReloadingFiles(IReadOnlyList<string> paths, Func<IReadOnlyList<byte[]>, T> parse, TimeProvider time, ILogger logger)
    {
        _paths = [.. paths];
        _names = string.Join(", ", _paths);
        _parse = parse;
        _time = time;
        _logger = logger;
    }

    /// <summary>The value of the last good reading.</summary>
    public T Latest => _loaded?.Value ?? throw new InvalidOperationException("Nothing has been read yet.");

    /// <summary>The value as it is now. The first call throws what reading or parsing throws; later ones keep the last good value and log.</summary>
    public async ValueTask<T> GetAsync(bool checkNow, CancellationToken cancellationToken)
    {
        if (_loaded is { } known && !checkNow && !IsDue())
        {
            return known.Value;
        }

        // Who finds a check under way goes on with the last value, unless it was refused or there is none.
        var mustWait = checkNow || _loaded is null;
        if (!await _checking.WaitAsync(mustWait ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
        {
            return _loaded!.Value;
        }

        try
        {
            return await CheckAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _checking.Release();
        }
    }

    /// <summary>Reads the files for the first time, on this thread.</summary>
    public T Load()
    {
        _loaded = Parse([.. _paths.Select(File.ReadAllBytes)]);
        Interlocked.Exchange(ref _lastCheck, _time.GetTimestamp());
        return _loaded.Value;
    }

    private bool IsDue() => _paths.Length > 0 && _time.GetElapsedTime(Interlocked.Read(ref _lastCheck)) >= CheckInterval;

    private Loaded Parse(byte[][] contents) => new(_parse(contents), contents);

    private async Task<T> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var contents = new byte[_paths.Length][];
            for (var i = 0; i < _paths.Length; i++)
            {
                contents[i] = await File.ReadAllBytesAsync(_paths[i], cancellationToken).ConfigureAwait(false);
            }

            if (_loaded is not { } known || !known.HasContents(contents))
            {
                var isFirst = _loaded is null;
                _loaded = Parse(contents);
                if (!isFirst)
                {
                    AuthLog.FileReloaded(_logger, _names);
                }
            }
        }
        catch (Exception e) when (_loaded is not null && e is IOException or UnauthorizedAccessException or FormatException)
        {
            AuthLog.FileNotReloaded(_logger, _names, e.Message);
        }

        Interlocked.Exchange(ref _lastCheck, _time.GetTimestamp());
        return _loaded!.Value;
    }

    private sealed record Loaded(T Value, byte[][] Contents)
    {
        public bool HasContents(byte[][] others) => Contents.Zip(others).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
    }
}
