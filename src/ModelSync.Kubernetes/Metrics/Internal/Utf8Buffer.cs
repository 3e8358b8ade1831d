using System.Buffers;
using System.Globalization;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>A rented buffer that text is written to and sent from piece by piece.</summary>
internal sealed class Utf8Buffer : IDisposable
{
    private const int LongestNumber = 32;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(32 * 1024);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Write(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(Length));
        Length += utf8.Length;
    }

    /// <summary>Writes a sample's value: whole numbers as such, the rest with as many digits as tell it from every other number.</summary>
    public void Write(double value)
    {
        if (!double.IsFinite(value))
        {
            Write(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
            return;
        }

        Reserve(LongestNumber);
        var free = _bytes.AsSpan(Length);
        int length;
        if (Math.Abs(value) < 1L << 62 && Math.Truncate(value).Equals(value))
        {
            ((long)value).TryFormat(free, out length, default, CultureInfo.InvariantCulture);
        }
        else
        {
            value.TryFormat(free, out length, "R", CultureInfo.InvariantCulture);
            free[..length].Replace((byte)'E', (byte)'e');
        }

        Length += length;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
