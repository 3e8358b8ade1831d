using System.Text.Json;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Schema;
using ModelSync.Api.Validation;
using ModelSync.Api.Validation.Rules;

namespace ModelSync.Api.Corpus.Judging;

/// <summary>The rules that a manifest breaks.</summary>
public static class BrokenRules
{
    /// <summary>Whether a manifest has the right structure and breaks rules.</summary>
    public static bool Any(Manifest manifest) => Of(manifest).Count > 0;

    /// <summary>The broken rules with their identities; none where the structure is wrong, since no rule is checked then.</summary>
    internal static IReadOnlyList<Violation> Of(Manifest manifest)
    {
        var defaulted = Defaulting.Apply(manifest.Kind, manifest.Json);
        using var document = JsonDocument.Parse(defaulted);
        return StructuralValidator.Validate(ApiSchemas.Of(manifest.Kind), document.RootElement).Count > 0
            ? []
            : RuleCatalog.Find(manifest.Kind, defaulted, manifest.Old is null ? default : Defaulting.Apply(manifest.Kind, manifest.OldJson));
    }
}
