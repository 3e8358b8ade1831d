using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Events.Internal;

/// <summary>Writes what is told as the API wants it: in the older form, with counts and timestamps, which every version of kubectl shows.</summary>
internal static class EventBodies
{
    public static Event Create(Telling telling, EventRecorderOptions options)
    {
        var recorded = telling.Event;
        var regarding = recorded.Regarding;
        return new Event
        {
            Metadata = new ObjectMeta { Name = telling.Name, Namespace = regarding.EventNamespace },
            InvolvedObject = new ObjectReference
            {
                ApiVersion = regarding.ApiVersion,
                Kind = regarding.Kind,
                Namespace = regarding.Key.Namespace,
                Name = regarding.Key.Name,
                Uid = regarding.Uid,
                ResourceVersion = regarding.ResourceVersion,
            },
            Type = recorded.Type == EventType.Warning ? "Warning" : "Normal",
            Reason = recorded.Reason,
            Message = telling.Message,
            Action = recorded.Action,
            Count = telling.Count,
            FirstTimestamp = telling.FirstAt,
            LastTimestamp = recorded.At,
            Source = new EventSource { Component = options.Component },
            ReportingComponent = options.Component,
            ReportingInstance = options.Instance,
        };
    }

    public static Patch Patch(Telling telling)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("count", telling.Count);
            json.WriteString("lastTimestamp", new KubeTime(telling.Event.At).ToString());
            if (telling.IsCombined)
            {
                json.WriteString("message", telling.Message);
            }

            json.WriteEndObject();
        }

        return Patching.Patch.Merge(body.WrittenSpan);
    }
}
