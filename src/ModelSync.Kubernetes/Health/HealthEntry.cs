namespace ModelSync.Kubernetes.Health;

/// <summary>What one check found.</summary>
/// <param name="Name">The check.</param>
/// <param name="IsHealthy">Whether all is well.</param>
/// <param name="Message">What is wrong, without secrets; null while all is well.</param>
public sealed record HealthEntry(string Name, bool IsHealthy, string? Message = null);
