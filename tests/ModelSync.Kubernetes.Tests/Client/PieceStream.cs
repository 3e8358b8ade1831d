namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>A stream that gives its bytes in pieces of chosen lengths, as a network may.</summary>
internal sealed class PieceStream(ReadOnlyMemory<byte> bytes, IEnumerable<int> cuts, Exception? failure = null) : Stream
{
    private readonly Queue<int> _cuts = new(cuts.Where(cut => cut > 0 && cut < bytes.Length).Order().Distinct().Append(bytes.Length));
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => bytes.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <summary>One piece for each byte.</summary>
    public static PieceStream ByteByByte(ReadOnlyMemory<byte> bytes) => new(bytes, Enumerable.Range(0, bytes.Length));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (_cuts.TryPeek(out var cut) && cut <= _position)
        {
            _cuts.Dequeue();
        }

        if (_position == bytes.Length && failure is not null)
        {
            throw failure;
        }

        var count = Math.Min(buffer.Length, (_cuts.TryPeek(out var end) ? end : bytes.Length) - _position);
        bytes.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("only asynchronous reads");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
