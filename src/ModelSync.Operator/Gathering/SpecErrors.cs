using System.Text.Json;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>The errors of an object that an API server let through: one without CEL, or one whose definition of the kind is newer than this build.</summary>
internal static class SpecErrors
{
    /// <summary>Judges the object, which takes longer than a decision: callers keep the answer.</summary>
    public static IReadOnlyList<FieldError> Of<T>(T resource)
        where T : class, IResource<T> => ApiValidator.Validate(T.Resource, JsonSerializer.SerializeToUtf8Bytes(resource, T.TypeInfo), old: default);
}
