using ModelSync.Kubernetes.Meta;

namespace ModelSync.Kubernetes.Patching;

/// <summary>
/// Adds and removes one finalizer without touching anybody else's. A JSON patch with tests, because merge patches replace the list and
/// servers do not remove duplicates (kube-rs #964); a test that fails (422 or 409) means: read again and decide again.
/// </summary>
public static class FinalizerPatch
{
    private static readonly JsonPointer Finalizers = JsonPointer.Of("metadata", "finalizers");
    private static readonly JsonPointer Uid = JsonPointer.Of("metadata", "uid");
    private static readonly JsonPointer Version = JsonPointer.Of("metadata", "resourceVersion");

    /// <summary>The patch that adds the finalizer, or null where the object has it.</summary>
    public static Patch? Add(ObjectMeta metadata, string finalizer)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentException.ThrowIfNullOrEmpty(finalizer);
        if (metadata.HasFinalizer(finalizer))
        {
            return null;
        }

        // Without the version's test two writers that both found no list would overwrite each other's.
        var patch = Patch.Json().Test(Version, VersionOf(metadata));
        if (metadata.Finalizers is not { Count: > 0 })
        {
            patch.AddRaw(Finalizers, "[]"u8);
        }

        return patch.Add(Finalizers.AppendEnd(), finalizer).Build();
    }

    /// <summary>The patch that removes the finalizer wherever it stands (each time it stands there), or null where the object has none.</summary>
    public static Patch? Remove(ObjectMeta metadata, string finalizer)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentException.ThrowIfNullOrEmpty(finalizer);
        if (!metadata.HasFinalizer(finalizer))
        {
            return null;
        }

        // What is removed says that this object was cleaned up; one that was created anew under its name was not.
        var patch = Patch.Json();
        if (!string.IsNullOrEmpty(metadata.Uid))
        {
            patch.Test(Uid, metadata.Uid);
        }

        // From the back, so that each removal leaves the remaining indexes as they were.
        for (var index = metadata.Finalizers!.Count - 1; index >= 0; index--)
        {
            if (string.Equals(metadata.Finalizers[index], finalizer, StringComparison.Ordinal))
            {
                patch.Test(Finalizers.Append(index), finalizer).Remove(Finalizers.Append(index));
            }
        }

        return patch.Build();
    }

    private static string VersionOf(ObjectMeta metadata) =>
        string.IsNullOrEmpty(metadata.ResourceVersion)
            ? throw new ArgumentException($"{metadata.Key} has no resourceVersion: read the object before adding a finalizer", nameof(metadata))
            : metadata.ResourceVersion;
}
