namespace ModelSync.Core.Policies.Calendar;

/// <summary>A time during which a freeze is on: from its start up to, but not including, its end.</summary>
/// <param name="Start">The first moment.</param>
/// <param name="End">The first moment after it.</param>
public sealed record FreezePeriod(DateTimeOffset Start, DateTimeOffset End);
