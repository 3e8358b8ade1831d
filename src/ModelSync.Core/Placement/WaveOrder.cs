using ModelSync.Api.Rollouts;
using ModelSync.Core.Rollouts;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Core.Placement;

/// <summary>The declared waves, and one more for the clusters that none of them takes; without any declared it is the only one.</summary>
internal sealed class WaveOrder
{
    private readonly IReadOnlyList<WaveSpec> _declared;
    private readonly LabelQuery[] _queries;

    private WaveOrder(IReadOnlyList<WaveSpec> declared)
    {
        _declared = declared;
        _queries = new LabelQuery[declared.Count];
        for (var i = 0; i < declared.Count; i++)
        {
            _queries[i] = QueryOf(declared[i]);
        }
    }

    /// <summary>What is wrong with a selector; null when nothing is. A wave whose selector cannot be read takes no cluster.</summary>
    public Impediment? Error { get; private set; }

    public int DeclaredCount => _declared.Count;

    public WaveSpec this[int index] => index < _declared.Count ? _declared[index] : Rest;

    private static WaveSpec Rest { get; } = new();

    public static WaveOrder Of(PlacementSpec? placement) => new(placement?.Waves ?? []);

    /// <summary>The index of the wave of that name; null when there is no such wave.</summary>
    public int? Find(string? name)
    {
        if (name is null)
        {
            return _declared.Count;
        }

        for (var i = 0; i < _declared.Count; i++)
        {
            if (string.Equals(_declared[i].Name, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>The wave of a cluster: that in which it began, as long as there is such a wave, else the first that fits its labels.</summary>
    public int IndexOf(FleetMember member)
    {
        if (member.HasBegun && member.Part?.Wave is { } recorded && Find(recorded) is { } index)
        {
            return index;
        }

        var labels = member.Observed.Labels ?? StringMap.Empty;
        for (var i = 0; i < _queries.Length; i++)
        {
            if (_queries[i].Matches(labels))
            {
                return i;
            }
        }

        return _declared.Count;
    }

    private LabelQuery QueryOf(WaveSpec wave)
    {
        try
        {
            return wave.Selector is null ? LabelQuery.Everything : LabelQuery.From(wave.Selector);
        }
        catch (FormatException e)
        {
            Error ??= FleetMessages.InvalidSelector(wave.Name, e.Message);
            return LabelQuery.Nothing;
        }
    }
}
