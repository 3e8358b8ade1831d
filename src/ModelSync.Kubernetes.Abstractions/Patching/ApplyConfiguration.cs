using System.Buffers;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Patching;

/// <summary>
/// The fields that one manager wants to own of one object: the body of a server-side apply. What is left out next time is given up, and
/// removed where nobody else owns it.
/// </summary>
public sealed class ApplyConfiguration
{
    private ApplyConfiguration(ResourceInfo resource, NamespacedName key, ReadOnlyMemory<byte> body, bool setsStatus)
    {
        Resource = resource;
        Key = key;
        Body = body;
        SetsStatus = setsStatus;
    }

    /// <summary>The kind of the object.</summary>
    public ResourceInfo Resource { get; }

    /// <summary>The name of the object.</summary>
    public NamespacedName Key { get; }

    /// <summary>The fields as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>True where the body has a status, which only the status subresource may be given.</summary>
    public bool SetsStatus { get; }

    /// <summary>The fields that a typed object sets; what is null is not owned.</summary>
    /// <exception cref="ApplyConfigurationException">The object carries something that an apply must not carry.</exception>
    public static ApplyConfiguration From<T>(T value)
        where T : class, IResource<T> => From(ResourceType.Of<T>(), value);

    /// <summary>The fields that an object in any representation sets.</summary>
    /// <exception cref="ApplyConfigurationException">The object carries something that an apply must not carry.</exception>
    /// <exception cref="ArgumentException">The object names another API version or kind than the type.</exception>
    public static ApplyConfiguration From<T>(ResourceType<T> type, T value)
        where T : class, IKubernetesObject
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(value);
        var buffer = new ArrayBufferWriter<byte>();
        type.Codec.Encode(value, buffer);
        return FromChecked(type.Resource, value.Metadata, buffer.WrittenMemory);
    }

    /// <summary>The fields of a JSON object; API version and kind are filled in where they are left out.</summary>
    /// <exception cref="ApplyConfigurationException">The object carries something that an apply must not carry.</exception>
    /// <exception cref="ArgumentException">The object names another API version or kind.</exception>
    /// <exception cref="JsonException">The text is not one JSON object with metadata.</exception>
    public static ApplyConfiguration FromJson(ResourceInfo resource, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var value = DynamicObject.Parse(json);
        return From(ResourceType.Dynamic(resource, keepManagedFields: true), value);
    }

    private static ApplyConfiguration FromChecked(ResourceInfo resource, ObjectMeta metadata, ReadOnlyMemory<byte> body)
    {
        if (string.IsNullOrEmpty(metadata.Name))
        {
            throw new ApplyConfigurationException($"{resource}: metadata.name is empty; an apply names its object (generateName is for create)");
        }

        var setsStatus = ApplyRules.Check(resource, metadata.Key, body.Span);
        return new ApplyConfiguration(resource, metadata.Key, body, setsStatus);
    }
}
