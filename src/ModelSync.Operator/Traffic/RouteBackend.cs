namespace ModelSync.Operator.Traffic;

/// <summary>One backend of a rule.</summary>
/// <param name="Service">The Service in the route's own namespace; null for anything else.</param>
/// <param name="Weight">The weight that it says, or that its kind has where it says none.</param>
internal sealed record RouteBackend(string? Service, int Weight);
