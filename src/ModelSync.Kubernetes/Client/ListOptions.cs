using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Selectors;

namespace ModelSync.Kubernetes.Client;

/// <summary>Which objects to list, and how fresh.</summary>
public sealed record ListOptions
{
    /// <summary>Every object of the newest state, in pages.</summary>
    public static ListOptions All { get; } = new();

    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only objects with these labels.</summary>
    public LabelQuery? LabelSelector { get; init; }

    /// <summary>Only objects with these fields.</summary>
    public FieldQuery? FieldSelector { get; init; }

    /// <summary>None reads the newest state; <see cref="ResourceVersion.Any"/> may be answered from the server's cache, which ignores <see cref="Limit"/>.</summary>
    public ResourceVersion ResourceVersion { get; init; }

    /// <summary>How <see cref="ResourceVersion"/> is meant.</summary>
    public ResourceVersionMatch? ResourceVersionMatch { get; init; }

    /// <summary>How many objects a page may hold; 0 asks for one page.</summary>
    public int Limit { get; init; } = 500;

    /// <summary>Where to go on, from an earlier page.</summary>
    public string? Continue { get; init; }
}
