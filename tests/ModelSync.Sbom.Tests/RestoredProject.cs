using System.Security.Cryptography;
using System.Text;
using ModelSync.Testing;

namespace ModelSync.Sbom;

/// <summary>A folder with packages and a project.assets.json, as `dotnet restore` leaves them.</summary>
internal sealed class RestoredProject : IDisposable
{
    private const string OfAnExpression = """<license type="expression">MIT</license>""";

    private readonly TemporaryFolder _folder = new();

    public RestoredProject()
    {
        AddPackage("Json.Things", "2.1.0", OfAnExpression);
        AddPackage("Text.Things", "1.0.0-beta.1", "<licenseUrl>https://licences.example/text</licenseUrl>");
        AddPackage("Microsoft.NETCore.App.Runtime.linux-x64", "10.0.12", OfAnExpression);
    }

    public string Assets => Path.Combine(_folder.Root, "project.assets.json");

    /// <summary>The targets of a project that names Json.Things itself and, in a project that it refers to, Text.Things.</summary>
    public static string Targets(string runtime) =>
        $$"""
        "net10.0/{{runtime}}": {
          "Analysis/9.9.9": {"type": "package"},
          "Interface.Only/1.0.0": {"type": "package", "runtime": {"lib/net10.0/_._": {} } },
          "Json.Things/2.1.0": {"type": "package", "dependencies": {"text.things": "1.0.0", "Analysis": "9.0.0"}, "runtime": {"lib/net10.0/Json.Things.dll": {} } },
          "Text.Things/1.0.0-beta.1": {"type": "package", "runtime": {"lib/net10.0/Text.Things.dll": {} } },
          "Own.Library/0.1.0": {"type": "project", "dependencies": {"Text.Things": "1.0.0"}, "runtime": {"bin/placeholder/Own.Library.dll": {} } }
        }
        """;

    /// <summary>The SHA-512 that a package file of this name has.</summary>
    public static byte[] HashOf(string id) => SHA512.HashData(Encoding.UTF8.GetBytes(id));

    public RestoredProject WithAssets(string targets)
    {
        _folder.Write("project.assets.json", $$"""
            {
              "version": 3,
              "targets": {"net10.0": {}, {{targets}}},
              "packageFolders": {"{{Path.Combine(_folder.Root, "elsewhere")}}": {}, "{{_folder.Root}}": {} },
              "project": {"frameworks": {"net10.0": {
                "dependencies": {"Json.Things": {"target": "Package"}, "Analysis": {"target": "Package"} },
                "downloadDependencies": [
                  {"name": "Microsoft.NETCore.App.Runtime.linux-x64", "version": "[10.0.12, 10.0.12]"},
                  {"name": "Microsoft.NETCore.App.Crossgen2.linux-x64", "version": "[10.0.12, 10.0.12]"}
                ] } } }
            }
            """);
        return this;
    }

    /// <summary>Puts a file into a package.</summary>
    public RestoredProject WithFile(string id, string version, string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder.Root, id.ToLowerInvariant(), version, name), text);
        return this;
    }

    public void BreakHashOf(string id, string version) => File.WriteAllText(HashFile(id, version), "not base64");

    public void Remove(string id) => Directory.Delete(Path.Combine(_folder.Root, id.ToLowerInvariant()), recursive: true);

    public void Dispose() => _folder.Dispose();

    private string HashFile(string id, string version) =>
        Path.Combine(_folder.Root, id.ToLowerInvariant(), version, $"{id.ToLowerInvariant()}.{version}.nupkg.sha512");

    private void AddPackage(string id, string version, string licence)
    {
        var hash = HashFile(id, version);
        var folder = Path.GetDirectoryName(hash)!;
        Directory.CreateDirectory(folder);
        File.WriteAllText(hash, Convert.ToBase64String(HashOf(id)));
        File.WriteAllText(
            Path.Combine(folder, $"{id.ToLowerInvariant()}.nuspec"),
            $"""<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>{id}</id><copyright>Copyright of People</copyright>{licence}</metadata></package>""");
    }
}
