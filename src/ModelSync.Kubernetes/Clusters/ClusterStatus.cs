namespace ModelSync.Kubernetes.Clusters;

/// <summary>Whether a cluster can be talked to, and since when.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">Since when.</param>
/// <param name="LastContact">When it last answered; null before the first time.</param>
/// <param name="Message">Why it cannot be talked to, or what is wrong with it though it can; without secrets, and null while all is well.</param>
public sealed record ClusterStatus(ClusterState State, DateTimeOffset Since, DateTimeOffset? LastContact, string? Message);
