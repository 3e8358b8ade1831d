using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace ModelSync.Kubernetes.Runtime.Internal;

/// <summary>One set of instruments for each meter, made by whoever asks first; it goes with its meter.</summary>
/// <param name="create">Makes the set; runs once for each meter.</param>
internal sealed class PerMeter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(Func<Meter, T> create)
    where T : class
{
    // The table asks for that annotation, because of a method of it that makes values by itself and is not called here.
    private readonly ConditionalWeakTable<Meter, T> _sets = [];
    private readonly Lock _creating = new();

    public T Of(Meter meter)
    {
        if (_sets.TryGetValue(meter, out var known))
        {
            return known;
        }

        // The table alone lets two make one each, and drops the second: its observable instruments would stay in the meter for ever and report nothing.
        lock (_creating)
        {
            return _sets.GetOrAdd(meter, create);
        }
    }
}
