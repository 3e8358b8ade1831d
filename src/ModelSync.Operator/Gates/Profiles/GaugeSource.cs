namespace ModelSync.Operator.Gates.Profiles;

/// <summary>A share that a runtime publishes as it is now.</summary>
/// <param name="Series">The series.</param>
/// <param name="PerWhole">What stands for all of it.</param>
internal sealed record GaugeSource(SeriesSelector Series, double PerWhole = 1);
