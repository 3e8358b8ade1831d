using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelSync.Api.Validation;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Operator.Gathering;

/// <summary>The errors of an object that an API server without CEL let through; each state of an object is judged once.</summary>
internal static class SpecErrors
{
    private static readonly ConditionalWeakTable<IKubernetesObject, IReadOnlyList<FieldError>> Known = [];

    public static IReadOnlyList<FieldError> Of<T>(T resource)
        where T : class, IResource<T> => Known.GetValue(resource, static value =>
            ApiValidator.Validate(T.Resource, JsonSerializer.SerializeToUtf8Bytes((T)value, T.TypeInfo), old: default));
}
