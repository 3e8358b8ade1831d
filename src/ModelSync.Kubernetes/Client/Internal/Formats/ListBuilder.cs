using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal.Formats;

/// <summary>Gathers what a list tells, in whichever format.</summary>
internal sealed class ListBuilder<T>
    where T : class, IKubernetesObject
{
    private readonly List<T> _items = [];
    private readonly List<InvalidObject> _invalid = [];

    /// <summary>How many objects could be read so far.</summary>
    public int Count => _items.Count;

    /// <summary>The list's own metadata.</summary>
    public ListMeta Metadata { get; set; } = new();

    /// <summary>Adds an object; or what is known of one that cannot be read.</summary>
    public void Add(T? item, InvalidObject? invalid)
    {
        if (item is not null)
        {
            _items.Add(item);
        }
        else
        {
            _invalid.Add(invalid!);
        }
    }

    public ListPage<T> ToPage() => new()
    {
        Items = _items,
        Invalid = _invalid,
        ResourceVersion = new ResourceVersion(Metadata.ResourceVersion),
        Continue = string.IsNullOrEmpty(Metadata.Continue) ? null : Metadata.Continue,
        RemainingItemCount = Metadata.RemainingItemCount,
    };

    /// <summary>How much of one value is held. However small objects must be, the list's own metadata and the name of an object that is too large have room.</summary>
    public static int KeptBytes(int maxObjectBytes) => Math.Max(maxObjectBytes, 64 * 1024);
}
