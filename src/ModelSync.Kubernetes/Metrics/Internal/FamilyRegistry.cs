using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace ModelSync.Kubernetes.Metrics.Internal;

/// <summary>
/// The families of all instruments. A name belongs to the first instrument that came with it; one that comes later feeds the same family where it fits, and
/// is left out where it does not.
/// </summary>
internal sealed class FamilyRegistry(int maxSeriesPerInstrument, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MetricFamily> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Instrument, InstrumentStore> _stores = [];
    private MetricFamily[]? _inOrder = [];

    /// <summary>The families in the order of their names.</summary>
    public MetricFamily[] InOrder()
    {
        lock (_gate)
        {
            return _inOrder ??= [.. _byName.Values.Distinct().OrderBy(static family => family.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>The store for an instrument's measurements; null where it is not exposed.</summary>
    public InstrumentStore? Add(Instrument instrument)
    {
        if (InstrumentShape.Of(instrument) is not { } shape)
        {
            return null;
        }

        var (name, unit) = MetricNames.Family(instrument.Name, instrument.Unit, shape);
        var family = new MetricFamily(name, unit, instrument.Description, shape);
        InstrumentStore? store;
        MetricFamily? first;
        lock (_gate)
        {
            // .NET announces an instrument twice when it is made while a listener starts.
            if (_stores.ContainsKey(instrument))
            {
                return null;
            }

            (store, first) = Add_NeedsLock(instrument, family);
        }

        if (store is null)
        {
            MetricsLog.NameTaken(logger, instrument.Name, instrument.Meter.Name, name, first!.Name);
        }
        else if (first is not null && !string.Equals(first.Help ?? "", family.Help ?? "", StringComparison.Ordinal))
        {
            MetricsLog.OtherHelp(logger, instrument.Name, instrument.Meter.Name, name, first.Stores[0].Instrument.Meter.Name);
        }

        return store;
    }

    /// <summary>Forgets an instrument and all its series, and gives its names back when it was the last of its family.</summary>
    public void Remove(InstrumentStore store)
    {
        lock (_gate)
        {
            _stores.Remove(store.Instrument);
            var family = _byName.Values.FirstOrDefault(family => family.Stores.Contains(store));
            if (family is null)
            {
                return;
            }

            family.Stores = [.. family.Stores.Where(other => other != store)];
            if (family.Stores.Length == 0)
            {
                Array.ForEach(family.Names, name => _byName.Remove(name));
                _inOrder = null;
            }
        }
    }

    private (InstrumentStore? Store, MetricFamily? First) Add_NeedsLock(Instrument instrument, MetricFamily family)
    {
        var taken = family.Names.Select(name => _byName.GetValueOrDefault(name)).FirstOrDefault(static other => other is not null);
        if (taken is not null && !IsSame(taken, family))
        {
            return (null, taken);
        }

        var store = new InstrumentStore(instrument, family.Shape, maxSeriesPerInstrument, logger);
        _stores.Add(instrument, store);
        if (taken is not null)
        {
            taken.Stores = [.. taken.Stores, store];
            return (store, taken);
        }

        family.Stores = [store];
        Array.ForEach(family.Names, name => _byName.Add(name, family));
        _inOrder = null;
        return (store, null);
    }

    private static bool IsSame(MetricFamily one, MetricFamily other) =>
        string.Equals(one.Name, other.Name, StringComparison.Ordinal)
        && string.Equals(one.Unit, other.Unit, StringComparison.Ordinal)
        && one.Shape.IsCompatibleWith(other.Shape);
}
