using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Client;

/// <summary>Which changes to watch, and from when.</summary>
public sealed record WatchOptions
{
    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only objects with these labels.</summary>
    public LabelQuery? LabelSelector { get; init; }

    /// <summary>Only objects with these fields.</summary>
    public FieldQuery? FieldSelector { get; init; }

    /// <summary>The state after which changes are wanted; none or "0" begins with synthetic additions in no order.</summary>
    public ResourceVersion ResourceVersion { get; init; }

    /// <summary>
    /// True asks the server to stream the present objects first and to mark their end with a bookmark (KEP-3157);
    /// servers without it answer 422 or 400, see <see cref="WatchListSupport"/>.
    /// </summary>
    public bool SendInitialEvents { get; init; }

    /// <summary>When the server shall end the watch; null draws a time from <see cref="KubernetesClientOptions.WatchTimeout"/>.</summary>
    public TimeSpan? Timeout { get; init; }
}
