using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Events;

/// <summary>Other ways to name what an Event is about.</summary>
public static class EventRecorderExtensions
{
    /// <summary>
    /// Records one Event about an object of which only the metadata is at hand, such as one from a metadata cache: that calls itself PartialObjectMetadata, and
    /// only the caller knows its kind.
    /// </summary>
    public static void Record(
        this IEventRecorder recorder, ResourceInfo resource, ObjectMeta regarding, EventType type, string reason, string message, string? action = null)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        ArgumentNullException.ThrowIfNull(resource);
        recorder.Record(new PartialObject { ApiVersion = resource.ApiVersion, Kind = resource.Kind, Metadata = regarding }, type, reason, message, action);
    }
}
