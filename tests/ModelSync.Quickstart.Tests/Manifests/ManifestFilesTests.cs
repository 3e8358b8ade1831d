using System.Text;
using ModelSync.Api;
using ModelSync.Api.Validation;
using ModelSync.Testing;

namespace ModelSync.Quickstart.Manifests;

public sealed class ManifestFilesTests
{
    private static readonly string[] Folders = [ManifestFiles.PlaygroundSamples, ManifestFiles.ClusterSamples];

    [TestCaseSource(nameof(Folders))]
    public void The_program_carries_every_sample_of_the_folder(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.yaml");

        Assert.That(ManifestFiles.Read(folder), Has.Count.EqualTo(files.Sum(file => ManifestReader.Read(File.ReadAllText(file)).Count)).And.Not.Empty);
    }

    [TestCaseSource(nameof(Folders))]
    public void Every_sample_of_ours_is_valid(string folder)
    {
        foreach (var manifest in ManifestFiles.Read(folder).Where(manifest => manifest["apiVersion"]!.GetValue<string>().StartsWith(ApiGroup.Name, StringComparison.Ordinal)))
        {
            var kind = ApiKinds.All.Single(kind => string.Equals(kind.Kind, manifest["kind"]!.GetValue<string>(), StringComparison.Ordinal));
            Assert.That(ApiValidator.Validate(kind, Encoding.UTF8.GetBytes(manifest.ToJsonString()), old: default), Is.Empty, manifest.ToJsonString());
        }
    }

    [Test]
    public void Scalars_have_the_types_that_kubectl_gives_them()
    {
        var read = ManifestReader.Read("{a: 1, b: \"1\", c: true, d: 0.5, e: 1.0.0, f: , g: -3, h: text}")[0];

        Assert.That(read.ToJsonString(), Is.EqualTo("""{"a":1,"b":"1","c":true,"d":0.5,"e":"1.0.0","f":null,"g":-3,"h":"text"}"""));
    }

    [Test]
    public void Documents_are_read_one_by_one_and_empty_ones_left_out() =>
        Assert.That(ManifestReader.Read("---\nkind: A\n---\n# nothing\n---\nkind: B\n").Select(manifest => manifest["kind"]!.GetValue<string>()), Is.EqualTo(new[] { "A", "B" }));
}
