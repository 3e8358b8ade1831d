using System.Xml.Linq;
using ModelSync.Testing;

namespace ModelSync.Sbom;

/// <summary>The Dockerfile restores packages from the project files alone, before it has the code: it has to name each of them.</summary>
public sealed class DockerfileTests
{
    [TestCase("ModelSync.Operator", "ModelSync.Sbom")]
    public void Every_project_that_the_image_is_built_from_is_copied_before_the_restore(params string[] built)
    {
        var copied = File.ReadLines(Path.Combine(Repository.Root, "Dockerfile"))
            .Where(static line => line.StartsWith("COPY src/", StringComparison.Ordinal))
            .Select(static line => Path.GetFileNameWithoutExtension(line.Split(' ')[1]));

        Assert.That(copied, Is.EquivalentTo(built.SelectMany(WithReferences).Distinct(StringComparer.Ordinal)));
    }

    private static IEnumerable<string> WithReferences(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
            .SelectMany(WithReferences)
            .Prepend(project);
}
