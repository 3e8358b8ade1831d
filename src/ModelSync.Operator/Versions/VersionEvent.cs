using ModelSync.Kubernetes.Events;

namespace ModelSync.Operator.Versions;

/// <summary>Something that people should be told once.</summary>
internal sealed record VersionEvent(EventType Type, string Reason, string Message);
