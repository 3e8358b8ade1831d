using System.Text;
using System.Threading.Channels;

namespace ModelSync.Kubernetes.Tests.Clusters.Fakes;

/// <summary>The body of an open watch, which a test writes to.</summary>
internal sealed class FakeWatchStream(FakeServer server) : Stream
{
    private readonly Channel<byte[]> _lines = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Write(string text) => _lines.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    public void Break() => _lines.Writer.TryComplete(new IOException("the connection was reset"));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            if (!await _lines.Reader.WaitToReadAsync(cancellationToken) || !_lines.Reader.TryRead(out var next))
            {
                return 0;
            }

            _rest = next;
        }

        var count = Math.Min(_rest.Length, buffer.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        server.Forget(this);
        base.Dispose(disposing);
    }
}
