using ModelSync.Core.Gates;

namespace ModelSync.Operator.Gates.Measuring;

/// <summary>Measures one run of a gate, one measurement after the other; it may keep what it saw before.</summary>
internal interface IGateMeter
{
    /// <summary>Whom it asks: the measurements of one provider share a bounded number of places, so that a slow one holds up nobody else.</summary>
    string Provider { get; }

    /// <summary>How long before a measurement it has to have looked; zero where nothing is compared with before.</summary>
    TimeSpan Lead { get; }

    /// <summary>What it means when a measurement does not end in time.</summary>
    MeasurementOutcome OnTimeout { get; }

    /// <summary>Looks without measuring, at least <see cref="Lead"/> before a measurement.</summary>
    Task LookAsync(MeasurementContext context, CancellationToken cancellationToken);

    /// <summary>Measures. What goes wrong is a reading too; an exception is a bug, and counted as an error.</summary>
    Task<GateReading> MeasureAsync(MeasurementContext context, CancellationToken cancellationToken);

    /// <summary>Cleans up after a run that nobody asks for any more; a process that only ends does not call it.</summary>
    Task EndAsync(CancellationToken cancellationToken);
}
