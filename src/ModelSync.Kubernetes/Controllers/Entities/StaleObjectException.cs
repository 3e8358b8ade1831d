using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Controllers.Entities;

/// <summary>What was decided on is no longer so: look again soon. No failure, as a conflict is none.</summary>
internal sealed class StaleObjectException(NamespacedName key) : Exception($"{key} has changed since it was read");
