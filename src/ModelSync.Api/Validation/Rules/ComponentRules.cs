using ModelSync.Api.Versions;

namespace ModelSync.Api.Validation.Rules;

/// <summary>The rules of a package's components.</summary>
internal static class ComponentRules
{
    /// <summary>All of them.</summary>
    public static Place<ModelComponent> All() => new Place<ModelComponent>()
        .Require(
            $"self.role != 'Image' || self.uri.matches(r'{Patterns.Image}')",
            static component => component.Role != ComponentRole.Image || Patterns.Image.Fits(component.Uri!),
            Naming("uri '{0}' is no image reference; with role Image write it without a scheme, such as registry.example/serving/fraud:1.9"),
            field: ".uri")
        .Require(
            $"self.role == 'Image' || self.uri.matches(r'{Patterns.Oci}') || self.uri.matches(r'{Patterns.Https}') || self.uri.matches(r'{Patterns.Pvc}')",
            static component => component.Role == ComponentRole.Image || IsAddress(component.Uri!),
            Naming("uri '{0}' cannot be fetched; write oci://HOST/REPOSITORY:TAG, https://HOST/PATH or pvc://CLAIM/PATH"),
            field: ".uri")
        .Require(
            "has(self.digest) || !(self.uri.startsWith('https://') || self.uri.startsWith('pvc://'))",
            static component => component.Digest is not null
                || !(component.Uri!.StartsWith("https://", StringComparison.Ordinal) || component.Uri.StartsWith("pvc://", StringComparison.Ordinal)),
            "digest must be given with an address of https or pvc, which has no digest of its own; write sha256:HEX of the file",
            field: ".digest",
            reason: Reasons.Required)
        .Require(
            "!has(self.digest) || !self.uri.contains('@sha256:') || self.uri.endsWith('@' + self.digest)",
            static component => component.Digest is null || !component.Uri!.Contains("@sha256:", StringComparison.Ordinal)
                || component.Uri.EndsWith($"@{component.Digest}", StringComparison.Ordinal),
            "digest must be the one that uri ends with; remove one of the two",
            field: ".digest");

    private static bool IsAddress(string uri) =>
        Patterns.Oci.Fits(uri) || Patterns.Https.Fits(uri) || Patterns.Pvc.Fits(uri);

    private static RuleMessage<ModelComponent> Naming(string template) => RuleMessage<ModelComponent>.Naming("self.uri", static component => component.Uri, template);
}
