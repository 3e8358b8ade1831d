using System.Buffers;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>
/// The unread bytes of a stream, in one piece so that a JSON reader can go over them. Grows by doubling, rents its memory, and gives up on a stream
/// that stays silent too long. Not thread-safe.
/// </summary>
internal sealed class StreamBuffer : IDisposable
{
    private const int InitialBytes = 32 * 1024;
    private const int LargeBytes = 1024 * 1024;

    private readonly string _request;
    private readonly TimeSpan _limit;
    private readonly IdleWatchdog _watchdog;
    private readonly bool _isIdleLimit;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _end;

    /// <param name="request">The request that the stream answers, for messages.</param>
    /// <param name="limit">How long the stream may be silent; or last in all, where <paramref name="remaining"/> is given.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="remaining">What is left of the limit, where it is for the whole stream; null where each byte begins it anew.</param>
    public StreamBuffer(string request, TimeSpan limit, TimeProvider timeProvider, CancellationToken cancellationToken, TimeSpan? remaining = null)
    {
        _request = request;
        _limit = limit;
        _isIdleLimit = remaining is null;
        _watchdog = new IdleWatchdog(remaining ?? limit, timeProvider, cancellationToken);
    }

    public int Length => _end - _start;

    /// <summary>How much memory is rented.</summary>
    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, Length);

    public void Advance(int count)
    {
        _start += count;
        if (_start < _end)
        {
            return;
        }

        _start = _end = 0;
        if (_bytes.Length > LargeBytes)
        {
            // One huge object must not keep its memory for as long as the watch lasts.
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = ArrayPool<byte>.Shared.Rent(InitialBytes);
        }
    }

    /// <summary>Reads more; false at the end of the stream.</summary>
    /// <exception cref="KubernetesConnectionException">The stream broke off or was silent for too long.</exception>
    public async ValueTask<bool> FillAsync(Stream stream)
    {
        MakeRoom();
        try
        {
            var count = await stream.ReadAsync(_bytes.AsMemory(_end), _watchdog.Token).ConfigureAwait(false);
            _end += count;
            if (_isIdleLimit)
            {
                _watchdog.Reset();
            }

            return count > 0;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException or ObjectDisposedException or InvalidDataException)
        {
            // A read that is cut short may fail in any of these ways, and broken compression is an InvalidDataException.
            _watchdog.ThrowIfCallerCancelled();
            throw new KubernetesConnectionException($"{_request}: {Explain(exception)}", exception);
        }
    }

    /// <summary>Reads until as many bytes are unread; false where the stream ended before.</summary>
    public async ValueTask<bool> FillToAsync(Stream stream, int length)
    {
        while (Length < length)
        {
            if (!await FillAsync(stream).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        var bytes = _bytes;
        _bytes = [];
        if (bytes.Length > 0)
        {
            // Secrets pass through here, and the pool is shared by the process.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private string Explain(Exception exception) =>
        !_watchdog.HasFired ? $"the connection broke: {exception.Message}"
        : _isIdleLimit ? $"nothing more came within {_limit.TotalSeconds:0.#} s; the connection counts as dead"
        : $"the server did not end the stream within {_limit.TotalSeconds:0.#} s; the connection counts as dead";

    private void MakeRoom()
    {
        if (_end < _bytes.Length)
        {
            return;
        }

        if (_start > _bytes.Length / 2)
        {
            Unread.CopyTo(_bytes);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            Unread.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
            _bytes = larger;
        }

        _end -= _start;
        _start = 0;
    }
}
