using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Client.Internal;

/// <summary>Reads what the server answers to a delete: a Status where the object is gone, or the object, which may be gone all the same.</summary>
internal static class DeleteAnswer
{
    /// <summary>The media types to ask for: whatever the object holds, its metadata says what is left of it.</summary>
    public static string Accept { get; } = MetadataOnly.AcceptObject;

    private static ResourceCodec<PartialObject> MetadataOnly =>
        ResourceType.Metadata(new ResourceInfo(string.Empty, "v1", "Deleted", "deleted")).Codec;

    /// <summary>What is left, or null for what is no answer of the API.</summary>
    public static DeleteResult? Read(AnswerFormat format, ReadOnlySpan<byte> bytes)
    {
        if (format.ReadStatus(bytes) is { } status)
        {
            return new DeleteResult { WasThere = true, Uid = status.Details?.Uid };
        }

        return format.ReadObject(MetadataOnly, bytes, out _) is not { Metadata: var metadata } ? null : new DeleteResult
        {
            WasThere = true,
            Uid = metadata.Uid,
            Remaining = IsHeld(metadata) ? metadata : null,
        };
    }

    // Some kinds are answered by the last state of what is gone. A grace period of 0 holds nothing; namespaces are held without one, by finalizers in their spec.
    private static bool IsHeld(ObjectMeta metadata) =>
        metadata.IsDeleting && (metadata.Finalizers is { Count: > 0 } || metadata.DeletionGracePeriodSeconds is not 0);
}
