using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Caching.Internal;

/// <summary>What a reflector does next.</summary>
/// <param name="Action">What to ask.</param>
/// <param name="Version">At or since which version.</param>
/// <param name="Match">How the version of a list is meant.</param>
/// <param name="Limit">How many objects a page may hold; 0 for one piece.</param>
/// <param name="Delay">How long to wait before, not yet spread by chance.</param>
/// <param name="Reason">Why a list is needed; of no meaning for a watch.</param>
internal readonly record struct ReflectorStep(
    ReflectorAction Action,
    ResourceVersion Version,
    ResourceVersionMatch? Match,
    int Limit,
    TimeSpan Delay,
    RelistReason Reason)
{
    /// <summary>The step as a list of the objects that an informer wants.</summary>
    public ListOptions ToListOptions<T>(string? ns, InformerOptions<T> options)
        where T : class, IKubernetesObject => new()
        {
            Namespace = ns,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            ResourceVersion = Version,
            ResourceVersionMatch = Match,
            Limit = Limit,
        };

    /// <summary>The step as a watch of the objects that an informer wants.</summary>
    public WatchOptions ToWatchOptions<T>(string? ns, InformerOptions<T> options)
        where T : class, IKubernetesObject => new()
        {
            Namespace = ns,
            LabelSelector = options.LabelSelector,
            FieldSelector = options.FieldSelector,
            ResourceVersion = Version,
            SendInitialEvents = Action == ReflectorAction.WatchList,
        };
}
