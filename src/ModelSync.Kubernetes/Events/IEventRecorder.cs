using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Events;

/// <summary>Tells people what happened to an object, as Events of the cluster it lives in. Never waits, never fails, and loses Events rather than memory.</summary>
public interface IEventRecorder
{
    /// <summary>Records one Event.</summary>
    /// <param name="regarding">
    /// The object; with a UID, or the Event is attached to nothing, and saying its kind, or the Event is lost: for one that calls itself PartialObjectMetadata
    /// name the kind with <see cref="EventRecorderExtensions.Record"/>.
    /// </param>
    /// <param name="type">How it is meant.</param>
    /// <param name="reason">A fixed word in CamelCase, at most 128 characters.</param>
    /// <param name="message">A sentence for people, cut at 1,024 characters; no secrets.</param>
    /// <param name="action">What was done about it, in CamelCase; null where nothing was.</param>
    void Record(IKubernetesObject regarding, EventType type, string reason, string message, string? action = null);
}
