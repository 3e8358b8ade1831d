using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ModelSync.Kubernetes.Resources;

/// <summary>What contracts do not say of an object: `required` asks for a member but takes an explicit null.</summary>
internal static class DecodedObject
{
    public static T Check<T>([NotNull] T? value)
        where T : class, IKubernetesObject
    {
        if (value is null)
        {
            throw new JsonException("an object is expected, not null");
        }

        return value.Metadata is null ? throw new JsonException("the object's metadata is null", "$.metadata", lineNumber: null, bytePositionInLine: null) : value;
    }
}
