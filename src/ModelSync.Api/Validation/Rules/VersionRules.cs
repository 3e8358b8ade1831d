using ModelSync.Api.Versions;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of ModelVersion.</summary>
internal static class VersionRules
{
    private const string NameOfVersion = "self.spec.model + '-' + self.spec.version.replace('+', '-')";

    /// <summary>All of them.</summary>
    public static Place<ModelVersion> All() => new Place<ModelVersion>()
        .Require(
            $"self.metadata.name == {NameOfVersion}",
            static version => string.Equals(version.Metadata.Name, NameOf(version), StringComparison.Ordinal),
            RuleMessage<ModelVersion>.Naming(NameOfVersion, NameOf, "metadata.name must be {0}, the model and the version with - for +, so that a version exists only once; rename it"),
            field: ".metadata.name")
        .Member("spec", static version => version.Spec, Spec());

    private static string NameOf(ModelVersion version) => $"{version.Spec?.Model}-{version.Spec?.Version?.Replace('+', '-')}";

    private static Place<ModelVersionSpec> Spec() => new Place<ModelVersionSpec>()
        .With(static spec => VersionText.Rule(spec, static self => self.Version))
        .Require(
            "self.components.exists_one(c, c.role == 'Weights')",
            static spec => spec.Components!.Count(static component => component.Role == ComponentRole.Weights) == 1,
            "components must have exactly one component with role Weights; give the other parts another role, such as Adapter or Config",
            field: ".components")
        .Require(
            "self.components.filter(c, c.role == 'Image').size() <= 1",
            static spec => spec.Components!.Count(static component => component.Role == ComponentRole.Image) <= 1,
            "components must have at most one component with role Image, which replaces the serving container's image; remove the others",
            field: ".components")
        .RequireInCode(
            static spec => spec.Parameters?.Keys.All(static name => Patterns.ParameterName.Fits(name)) ?? true,
            RuleMessage<ModelVersionSpec>.Naming(
                string.Empty,
                static spec => spec.Parameters!.Keys.First(static name => !Patterns.ParameterName.Fits(name)),
                "parameters has the name '{0}', which cannot become an environment variable; use letters, digits and _ . -, beginning with a letter or _"),
            field: ".parameters")
        .RequireInCode(
            static spec => Clash(spec.Parameters) is null,
            RuleMessage<ModelVersionSpec>.Naming(
                string.Empty,
                static spec => Clash(spec.Parameters),
                "parameters has two names for the one environment variable {0}; rename one of them"),
            field: ".parameters")
        .With(VersionChangeRules.Add)
        .Member("dependencies", static spec => spec.Dependencies, new Place<ModelDependencies>().Items("models", static needed => needed.Models, Dependency()))
        .Items("components", static spec => spec.Components, ComponentRules.All());

    private static Place<ModelDependency> Dependency() => new Place<ModelDependency>()
        .RequireInCode(
            static dependency => VersionRange.TryParse(dependency.Range, out _, out _),
            RuleMessage<ModelDependency>.Naming(
                string.Empty, static dependency => dependency.Range, "range '{0}' is no range of versions; write ^2.3, ~1.4.2, 1.4.2, >=1.2 <2 or * for any"),
            field: ".range");

    // As the pods get them: MODEL_PARAM_{NAME}, in capitals, with _ for everything that is neither letter nor digit.
    private static string? Clash(StringMap? parameters)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return parameters?.Keys
            .Select(static name => $"MODEL_PARAM_{name.ToUpperInvariant().Replace('-', '_').Replace('.', '_')}")
            .FirstOrDefault(variable => !seen.Add(variable));
    }
}
