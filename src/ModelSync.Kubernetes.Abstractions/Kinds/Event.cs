using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;
using ModelSync.Kubernetes.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Kinds;

/// <summary>Something that happened to an object, told to people. In the core group, which `kubectl describe` has read from the beginning.</summary>
public sealed record Event : IResource<Event>
{
    /// <inheritdoc />
    public static ResourceInfo Resource { get; } = new("", "v1", "Event", "events");

    /// <inheritdoc />
    public static JsonTypeInfo<Event> TypeInfo => KindsJsonContext.Default.Event;

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ApiVersion { get; init; }

    /// <inheritdoc />
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Kind { get; init; }

    /// <inheritdoc />
    public required ObjectMeta Metadata { get; init; }

    /// <summary>What it happened to; in the Event's own namespace, or cluster-scoped.</summary>
    public ObjectReference? InvolvedObject { get; init; }

    /// <summary>`Normal` or `Warning`.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Type { get; init; }

    /// <summary>A word for programs, in CamelCase.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; init; }

    /// <summary>What was done about it, in CamelCase.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? Action { get; init; }

    /// <summary>How often it happened.</summary>
    public int? Count { get; init; }

    /// <summary>When it happened first.</summary>
    public KubeTime? FirstTimestamp { get; init; }

    /// <summary>When it happened last.</summary>
    public KubeTime? LastTimestamp { get; init; }

    /// <summary>When it was first observed; only Events of the newer form have it, and the server then wants an action too.</summary>
    public MicroTime? EventTime { get; init; }

    /// <summary>Who tells, in the older form, which `kubectl describe` shows.</summary>
    public EventSource? Source { get; init; }

    /// <summary>Which controller tells.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ReportingComponent { get; init; }

    /// <summary>Which of its processes tells.</summary>
    [JsonConverter(typeof(InternedStringJsonConverter))]
    public string? ReportingInstance { get; init; }
}
