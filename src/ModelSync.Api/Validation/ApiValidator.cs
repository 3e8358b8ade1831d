using System.Text.Json;
using ModelSync.Api.Schema;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Validation;

/// <summary>Judges a manifest as an API server would that knows the CRDs and their rules.</summary>
public static class ApiValidator
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonLimits.MaxDepth };

    /// <summary>
    /// All errors of <paramref name="json"/> after its defaults are filled in: first those of its structure, and only if there
    /// are none those of the rules. <paramref name="old"/> is the object before a change, and empty for a new one.
    /// </summary>
    public static IReadOnlyList<FieldError> Validate(ResourceInfo kind, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> old)
    {
        ReadOnlyMemory<byte> defaulted;
        try
        {
            defaulted = Defaulting.Apply(kind, json);
        }
        catch (JsonException exception)
        {
            return [new FieldError("", "", $"the manifest is no JSON: {exception.Message}")];
        }
        catch (InvalidOperationException)
        {
            return [new FieldError("", "", "must be Unicode text, but an escape such as \\ud83d stands alone, which is half a character: remove it")];
        }

        using var document = JsonDocument.Parse(defaulted, Options);
        var errors = StructuralValidator.Validate(ApiSchemas.Of(kind), document.RootElement);
        return errors.Count > 0 ? errors : RuleCatalog.Check(kind, defaulted, old.IsEmpty ? old : Defaulting.Apply(kind, old));
    }
}
