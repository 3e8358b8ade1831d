using System.Text.Json;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>The errors of an object that an API server without CEL let through.</summary>
/// <remarks>
/// It judges what was read: a field that our records do not have is gone by then. None arrives as long as the cluster's definition of the kind is this build's,
/// because the server prunes what its schema does not name.
/// </remarks>
internal static class SpecErrors
{
    /// <summary>Judges the object, which takes longer than a decision: callers keep the answer.</summary>
    public static IReadOnlyList<FieldError> Of<T>(T resource)
        where T : class, IResource<T> => ApiValidator.Validate(T.Resource, JsonSerializer.SerializeToUtf8Bytes(resource, T.TypeInfo), old: default);
}
