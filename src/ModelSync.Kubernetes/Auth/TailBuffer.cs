using System.Text;

namespace ModelSync.Kubernetes.Auth;

/// <summary>Keeps the last bytes of a stream.</summary>
internal sealed class TailBuffer(int capacity)
{
    private readonly Lock _gate = new();
    private readonly byte[] _bytes = new byte[capacity];
    private int _length;
    private bool _cut;

    public async Task FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[capacity];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                Append(buffer.AsSpan(0, read));
            }
        }
        catch (IOException)
        {
            // The process is gone, and its pipe with it.
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return (_cut ? "…" : "") + Encoding.UTF8.GetString(_bytes, 0, _length).Trim();
        }
    }

    private void Append(ReadOnlySpan<byte> more)
    {
        lock (_gate)
        {
            var over = Math.Max(0, _length + more.Length - capacity);
            _bytes.AsSpan(over, _length - Math.Min(over, _length)).CopyTo(_bytes);
            _length -= over;
            more.CopyTo(_bytes.AsSpan(_length));
            _length += more.Length;
            _cut |= over > 0;
        }
    }
}
