namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>What is told of which object; of a message the fingerprint, or null for any message.</summary>
internal readonly record struct EventKey(Regarding Regarding, EventType Type, string Reason, string? Action, UInt128? Message);
