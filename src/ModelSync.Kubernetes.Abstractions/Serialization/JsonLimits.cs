using System.Text.Json;

namespace ModelSync.Kubernetes.Serialization;

/// <summary>How deep JSON may be. The serializer's usual 64 is less than what some CRDs and their `managedFields` reach, and one of them would end a whole list.</summary>
public static class JsonLimits
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 512;

    /// <summary>Options for readers over what a server sends.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxDepth };
}
