using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Resources;

/// <summary>The ways to represent a kind: typed, dynamic, or by its metadata alone.</summary>
public static class ResourceType
{
    /// <summary>The typed representation of a kind, in the version that the type names.</summary>
    public static ResourceType<T> Of<T>()
        where T : class, IResource<T> => Typed<T>.Instance;

    /// <summary>The typed representation of a kind in another served version, found by discovery.</summary>
    /// <exception cref="ArgumentException">The resource is another kind, or one of the same name in another group.</exception>
    public static ResourceType<T> Of<T>(ResourceInfo resource)
        where T : class, IResource<T>
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (!string.Equals(resource.Kind, T.Resource.Kind, StringComparison.Ordinal) || !string.Equals(resource.Group, T.Resource.Group, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{typeof(T).Name} represents {T.Resource}, not {resource}", nameof(resource));
        }

        return new ResourceType<T>(resource, Typed<T>.CodecFor(resource));
    }

    /// <summary>Any kind, with every byte kept; `managedFields` are cut unless they are asked for.</summary>
    public static ResourceType<DynamicObject> Dynamic(ResourceInfo resource, bool keepManagedFields = false) =>
        new(resource, new DynamicCodec(resource, keepManagedFields));

    /// <summary>Any kind, of which the server sends only the metadata.</summary>
    public static ResourceType<PartialObject> Metadata(ResourceInfo resource) => new(resource, MetadataCodec.Instance);

    private static class Typed<T>
        where T : class, IResource<T>
    {
        // First, because static fields are set in the order of the text. Kept, because options are dear.
        public static readonly JsonTypeInfo<T> TypeInfo = Deepen(T.TypeInfo);
        public static readonly ResourceType<T> Instance = new(T.Resource, CodecFor(T.Resource));

        // Field numbers are a version's own; names in JSON mostly stay.
        public static TypedCodec<T> CodecFor(ResourceInfo resource)
        {
            var hasProtobuf = T.Fidelity == ModelFidelity.Subset && string.Equals(resource.Version, T.Resource.Version, StringComparison.Ordinal);
            return new TypedCodec<T>(resource, TypeInfo, T.Fidelity, hasProtobuf ? T.ProtobufDecoder : null);
        }

        // A kind's own context usually has the serializer's limit of 64, and deeper `managedFields` would make the object unreadable.
        private static JsonTypeInfo<T> Deepen(JsonTypeInfo<T> typeInfo)
        {
            if (typeInfo.Options.MaxDepth >= JsonLimits.MaxDepth)
            {
                return typeInfo;
            }

            var options = new JsonSerializerOptions(typeInfo.Options) { MaxDepth = JsonLimits.MaxDepth };
            return options.TryGetTypeInfo(typeof(T), out var deeper) ? (JsonTypeInfo<T>)deeper : typeInfo;
        }
    }
}
