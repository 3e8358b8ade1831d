using ModelSync.Api;
using ModelSync.Api.Validation;
using ModelSync.Cli.Arguments;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Cli.Lint;

/// <summary>Judges manifests by our own rules, which are those of the CRDs and more: no cluster is asked.</summary>
internal static class Linter
{
    /// <summary>Judges the text of a file.</summary>
    public static LintReport Check(string file, string text)
    {
        try
        {
            return YamlDocuments.Read(text).Aggregate(LintReport.Empty, (report, document) => report + Check(file, document));
        }
        catch (YamlTextException e)
        {
            return new LintReport { Findings = [new LintFinding(file, e.Place, "", e.Message)] };
        }
    }

    private static LintReport Check(string file, YamlNode document)
    {
        if (document is not YamlNode.Map manifest)
        {
            return Wrong(file, document.Place, "", "this is no manifest: it has to begin with apiVersion and kind");
        }

        var (apiVersion, kind) = (manifest.Text("apiVersion"), manifest.Text("kind"));
        if (kind is "List" or "ModelVersionList" or "ModelRolloutList" && manifest.Find("items")?.Node is YamlNode.List items)
        {
            return items.Items.Aggregate(LintReport.Empty, (report, item) => report + Check(file, item));
        }

        if (apiVersion is null || kind is null)
        {
            return Wrong(file, manifest.Place, "", $"this is no manifest: {(apiVersion is null ? "apiVersion" : "kind")} is missing, such as {(apiVersion is null ? $"{ApiGroup.Name}/{ApiGroup.Version}" : "ModelRollout")}");
        }

        return apiVersion.Split('/')[0] is not ApiGroup.Name
            ? new LintReport { Skipped = 1 }
            : Check(file, manifest, apiVersion, kind);
    }

    private static LintReport Check(string file, YamlNode.Map manifest, string apiVersion, string kind)
    {
        var name = $"{kind}/{(manifest.Find("metadata")?.Node as YamlNode.Map)?.Text("name") ?? "?"}";
        if (apiVersion is not $"{ApiGroup.Name}/{ApiGroup.Version}")
        {
            return Wrong(file, manifest.Find("apiVersion")!.Node.Place, name, $"apiVersion: {apiVersion} is not known: write {ApiGroup.Name}/{ApiGroup.Version}");
        }

        var resource = ApiKinds.All.FirstOrDefault(resource => string.Equals(resource.Kind, kind, StringComparison.Ordinal));
        if (resource is null)
        {
            var kinds = ApiKinds.All.Select(known => known.Kind).ToList();
            var guess = Guess.Of(kind, kinds);
            return Wrong(file, manifest.Find("kind")!.Node.Place, name, $"kind: {kind} is not known{(guess.Length > 0 ? guess : $": {string.Join(", ", kinds)}")}");
        }

        var findings = ApiValidator.Validate(resource, YamlJson.Of(manifest), default).Select(error => Finding(file, manifest, name, error));
        return new LintReport { Judged = 1, Findings = [.. Metadata(file, manifest, name, resource), .. findings.OrderBy(finding => finding.Place.Line).ThenBy(finding => finding.Place.Column)] };
    }

    // The API server judges metadata by itself, so the schema says nothing of a missing name.
    private static IEnumerable<LintFinding> Metadata(string file, YamlNode.Map manifest, string name, ResourceInfo resource)
    {
        var metadata = manifest.Find("metadata");
        if (metadata?.Node is not YamlNode.Map map || string.IsNullOrEmpty(map.Text("name")))
        {
            yield return new LintFinding(file, metadata?.Place ?? manifest.Place, name, "metadata.name: is required: add the field");
        }
        else if (resource.Scope == ResourceScope.Cluster && map.Find("namespace") is { } ns)
        {
            yield return new LintFinding(file, ns.Place, name, $"metadata.namespace: a {resource.Kind} belongs to no namespace: remove the field");
        }
    }

    private static LintFinding Finding(string file, YamlNode.Map manifest, string name, FieldError error) =>
        new(file, FieldLocator.Find(manifest, error.Field), name, error.ToString());

    private static LintReport Wrong(string file, YamlPlace place, string name, string message) =>
        new() { Judged = 1, Findings = [new LintFinding(file, place, name, message)] };
}
