using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Controllers;

/// <summary>Names the one owner that manages an object: <see cref="ControllerBuilder.Owns{T}(SourceOptions{T})"/> finds it by that, and the garbage collector too.</summary>
public static class ControllerReference
{
    /// <summary>The reference to an owner of a typed kind.</summary>
    /// <exception cref="ArgumentException">The owner was not read from a server: it has no UID.</exception>
    public static OwnerReference To<T>(T owner)
        where T : class, IResource<T>
    {
        ArgumentNullException.ThrowIfNull(owner);
        return To(T.Resource, owner.Metadata);
    }

    /// <summary>The reference to an owner of any kind.</summary>
    /// <exception cref="ArgumentException">The owner was not read from a server: it has no UID.</exception>
    public static OwnerReference To(ResourceInfo resource, ObjectMeta owner)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(owner);
        if (string.IsNullOrEmpty(owner.Uid) || string.IsNullOrEmpty(owner.Name))
        {
            throw new ArgumentException($"{resource.Kind} {owner.Key} has no uid or name: read it before it owns something", nameof(owner));
        }

        return new OwnerReference
        {
            ApiVersion = resource.ApiVersion,
            Kind = resource.Kind,
            Name = owner.Name,
            Uid = owner.Uid,
            Controller = true,
            BlockOwnerDeletion = true,
        };
    }
}
