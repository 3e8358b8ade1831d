using System.Text.Json.Nodes;

namespace ModelSync.Sbom;

/// <summary>What is restored is what the document says, and what cannot be read is named.</summary>
[Parallelizable]
internal sealed class SbomProgramTests
{
    private const string Pack = "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12";
    private const string Json = "pkg:nuget/Json.Things@2.1.0";
    private const string Text = "pkg:nuget/Text.Things@1.0.0-beta.1";

    [Test]
    public void It_lists_what_is_shipped_and_the_runtime_and_no_tool_of_the_build()
    {
        using var project = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"));

        var bom = Written(project);

        Assert.Multiple(() =>
        {
            Assert.That((string?)bom["bomFormat"], Is.EqualTo("CycloneDX"));
            Assert.That((string?)bom["metadata"]!["component"]!["name"], Is.EqualTo("modelsync-operator"));
            Assert.That((string?)bom["metadata"]!["component"]!["version"], Is.EqualTo("1.2.3"));
            Assert.That(bom["components"]!.AsArray().Select(static component => (string)component!["purl"]!), Is.EqualTo(new[] { Json, Pack, Text }));
        });
    }

    [Test]
    public void It_gives_each_package_its_hash_and_its_licence_where_that_is_an_expression()
    {
        using var project = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"));

        var components = Written(project)["components"]!.AsArray();

        Assert.Multiple(() =>
        {
            Assert.That((string?)components[0]!["hashes"]![0]!["content"], Is.EqualTo(Convert.ToHexStringLower(RestoredProject.HashOf("Json.Things"))));
            Assert.That((string?)components[0]!["licenses"]![0]!["expression"], Is.EqualTo("MIT"));
            Assert.That(components[2]!["licenses"], Is.Null);
        });
    }

    [Test]
    public void It_tells_who_needs_whom_and_what_own_projects_need_is_needed_by_the_program()
    {
        using var project = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"));

        var needs = Written(project)["dependencies"]!.AsArray().ToDictionary(
            static one => (string)one!["ref"]!, static one => one!["dependsOn"]!.AsArray().Select(static other => (string)other!).ToArray());

        Assert.Multiple(() =>
        {
            Assert.That(needs["modelsync-operator@1.2.3"], Is.EqualTo(new[] { Json, Pack, Text }));
            Assert.That(needs[Json], Is.EqualTo(new[] { Text }), "by its own spelling, and without the analyzer");
            Assert.That(needs[Text], Is.Empty);
        });
    }

    [Test]
    public void It_writes_the_same_bytes_each_time()
    {
        using var project = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"));

        var (first, second) = (Run(project.Assets), Run(project.Assets));

        Assert.That(second.Output, Is.EqualTo(first.Output));
    }

    [Test]
    public void It_refuses_what_was_restored_for_no_runtime_or_for_several()
    {
        using var none = new RestoredProject().WithAssets("""
            "net9.0": {}
            """);
        using var several = new RestoredProject().WithAssets($"{RestoredProject.Targets("linux-x64")}, {RestoredProject.Targets("linux-arm64")}");

        Assert.Multiple(() =>
        {
            Assert.That(Run(none.Assets).Error, Does.Contain($"{none.Assets} was restored for 0 runtimes").And.Contain("--runtime"));
            Assert.That(Run(several.Assets).Error, Does.Contain("for 2 runtimes"));
        });
    }

    [Test]
    public void It_names_a_package_that_is_not_there_and_a_hash_that_is_none()
    {
        using var missing = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"));
        missing.Remove("Json.Things");
        using var broken = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"));
        broken.BreakHashOf("Json.Things", "2.1.0");

        Assert.Multiple(() =>
        {
            Assert.That(Run(missing.Assets), Has.Property("Code").EqualTo(1).And.Property("Error").Contains("Json.Things 2.1.0"));
            Assert.That(Run(broken.Assets), Has.Property("Code").EqualTo(1).And.Property("Error").Contains("json.things.2.1.0.nupkg.sha512 holds no hash"));
        });
    }

    [TestCase("not JSON")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("""{"targets": {"net10.0/linux-x64": {"one-part": {"type": "package"}}}, "packageFolders": {}}""")]
    public void It_names_a_file_that_is_no_project_assets_json(string text)
    {
        using var folder = new Testing.TemporaryFolder();
        var path = folder.Write("project.assets.json", text);

        Assert.That(Run(path), Has.Property("Code").EqualTo(1).And.Property("Error").Contains($"{path} is no project.assets.json"));
    }

    [Test]
    public void It_names_a_file_that_is_not_there_and_tells_its_usage_when_arguments_are_missing()
    {
        var (code, output, error) = Run("/nowhere/project.assets.json");
        using var usage = new StringWriter();

        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain("/nowhere/project.assets.json"));
            Assert.That(SbomProgram.Run(["one"], TextWriter.Null, usage), Is.EqualTo(2));
            Assert.That(usage.ToString(), Does.StartWith("usage: modelsync-sbom ASSETS NAME VERSION LICENCE"));
        });
    }

    [Test]
    public void It_prints_the_licences_and_notices_of_all_packages()
    {
        using var project = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"))
            .WithFile("Text.Things", "1.0.0-beta.1", "LICENSE", "Copyright of Text\r\nas is\r\n")
            .WithFile("Microsoft.NETCore.App.Runtime.linux-x64", "10.0.12", "THIRD-PARTY-NOTICES.TXT", "Of others")
            .WithFile("Microsoft.NETCore.App.Runtime.linux-x64", "10.0.12", "PACKAGE.md", "About");
        using var output = new StringWriter();

        Assert.That(SbomProgram.Run(["notices", project.Assets], output, TextWriter.Null), Is.Zero);

        Assert.That(output.ToString(), Does.Match(@"(?s)Json\.Things 2\.1\.0: MIT\n-+\n\nThe MIT License\n\nCopyright of People\n\nPermission is .*linux-x64 10\.0\.12: MIT\n-+\n\nThe MIT License\n.*\n-+\n\nOf others\n.*Text\.Things 1\.0\.0-beta\.1: see below\n-+\n\nCopyright of Text\nas is\n"));
        Assert.That(output.ToString(), Does.Not.Contain("About"));
    }

    [Test]
    public void It_refuses_a_package_of_another_licence_without_its_text()
    {
        using var project = new RestoredProject().WithAssets(RestoredProject.Targets("linux-x64"));
        using var error = new StringWriter();

        Assert.That(SbomProgram.Run(["notices", project.Assets], TextWriter.Null, error), Is.EqualTo(1));

        Assert.That(error.ToString(), Does.Contain("Text.Things 1.0.0-beta.1 (no SPDX licence) brings no text of its licence"));
    }

    private static JsonNode Written(RestoredProject project)
    {
        var (code, output, error) = Run(project.Assets);
        Assert.That(code, Is.Zero, error);
        return JsonNode.Parse(output)!;
    }

    private static Outcome Run(string assets)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = SbomProgram.Run([assets, "modelsync-operator", "1.2.3", "Apache-2.0"], output, error);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    private sealed record Outcome(int Code, string Output, string Error);
}
