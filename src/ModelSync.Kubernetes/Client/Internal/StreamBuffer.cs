using System.Buffers;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>
/// The unread bytes of a stream, in one piece so that a JSON reader can go over them. Grows by doubling, rents its memory, and gives up on a stream
/// that stays silent too long. Not thread-safe.
/// </summary>
internal sealed class StreamBuffer : IDisposable
{
    private const int InitialBytes = 32 * 1024;

    private readonly string _request;
    private readonly TimeSpan _limit;
    private readonly IdleWatchdog _watchdog;
    private readonly bool _isIdleLimit;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private int _start;
    private int _end;

    /// <param name="request">The request that the stream answers, for messages.</param>
    /// <param name="limit">How long the stream may be silent, or last in all.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="isIdleLimit">True where each byte begins the limit anew.</param>
    public StreamBuffer(string request, TimeSpan limit, TimeProvider timeProvider, CancellationToken cancellationToken, bool isIdleLimit = true)
    {
        _request = request;
        _limit = limit;
        _isIdleLimit = isIdleLimit;
        _watchdog = new IdleWatchdog(limit, timeProvider, cancellationToken);
    }

    public int Length => _end - _start;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, Length);

    public void Advance(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
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
        catch (Exception exception) when (_watchdog.HasFired && exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            var what = _isIdleLimit ? "nothing more came" : "the server did not end the stream";
            throw new KubernetesConnectionException($"{_request}: {what} within {_limit.TotalSeconds:0.#} s; the connection counts as dead", exception);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            _watchdog.ThrowIfCallerCancelled();
            throw new KubernetesConnectionException($"{_request}: the connection broke: {exception.Message}", exception);
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
