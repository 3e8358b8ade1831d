namespace ModelSync.Reference.Reasons;

/// <summary>What the code says about one of its constants.</summary>
/// <param name="Value">The constant, as a status or an Event has it.</param>
/// <param name="Means">What it means.</param>
/// <param name="Remedy">What to do about it; null where there is nothing to do.</param>
internal sealed record ReasonText(string Value, string Means, string? Remedy);
