namespace ModelSync.Kubernetes.Meta;

/// <summary>Questions that every reconciler asks of an object's metadata.</summary>
public static class ObjectMetaExtensions
{
    extension(ObjectMeta metadata)
    {
        /// <summary>The object's key; an object without a name has an empty one.</summary>
        public NamespacedName Key => new(metadata.Namespace, metadata.Name ?? string.Empty);

        /// <summary>True once the object was asked to go.</summary>
        public bool IsDeleting => metadata.DeletionTimestamp is not null;

        /// <summary>The owner that manages the object, or null.</summary>
        public OwnerReference? ControllerOwner => metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller is true);

        /// <summary>True where the object waits for this finalizer.</summary>
        public bool HasFinalizer(string name) => metadata.Finalizers?.Contains(name, StringComparer.Ordinal) is true;
    }
}
