using System.Runtime.InteropServices;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>
/// A sum that many threads add to. It is one number until two threads meet at it, and one for each processor from then on, each on a cache line of its own:
/// series that are not fought over, nearly all of them, stay small.
/// </summary>
internal sealed class StripedSum
{
    private static readonly int StripeMask = StripeCount() - 1;

    private long _first;
    private Stripe[]? _rest;

    /// <summary>How many stripes are worth having here: a power of two.</summary>
    public static int StripeCount() => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(Environment.ProcessorCount, 1, 16));

    /// <summary>The stripe of the processor that runs this, or ran it a moment ago.</summary>
    public static int StripeOfThisThread() => Thread.GetCurrentProcessorId() & StripeMask;

    public void Add(double value)
    {
        var rest = Volatile.Read(ref _rest);
        if (rest is null)
        {
            if (TryAdd(ref _first, value))
            {
                return;
            }

            rest = Interlocked.CompareExchange(ref _rest, new Stripe[StripeMask + 1], null) ?? _rest!;
        }

        ref var stripe = ref rest[StripeOfThisThread()].Bits;
        while (!TryAdd(ref stripe, value))
        {
        }
    }

    public double Read()
    {
        var sum = BitConverter.Int64BitsToDouble(Volatile.Read(ref _first));
        foreach (ref var stripe in (Volatile.Read(ref _rest) ?? []).AsSpan())
        {
            sum += BitConverter.Int64BitsToDouble(Volatile.Read(ref stripe.Bits));
        }

        return sum;
    }

    private static bool TryAdd(ref long bits, double value)
    {
        var seen = Volatile.Read(ref bits);
        var sum = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(seen) + value);
        return Interlocked.CompareExchange(ref bits, sum, seen) == seen;
    }

    // Two cache lines: processors fetch them in pairs.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Stripe
    {
        [FieldOffset(0)]
        public long Bits;
    }
}
