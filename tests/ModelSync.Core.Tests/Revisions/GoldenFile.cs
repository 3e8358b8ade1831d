using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ModelSync.Api;
using ModelSync.Api.Digests;

namespace ModelSync.Core.Tests.Revisions;

/// <summary>
/// Objects that were reviewed by eye. `MODELSYNC_GOLDEN=folder` makes the tests write what they got into that folder: look at the
/// difference before it replaces a file here.
/// </summary>
internal static class GoldenFile
{
    public static void Check(string name, RawJson actual)
    {
        if (Environment.GetEnvironmentVariable("MODELSYNC_GOLDEN") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name), Indented(actual) + "\n");
        }

        Assert.That(Indented(actual), Is.EqualTo(Indented(Read(name))), name);
    }

    public static RawJson Read(string name)
    {
        using var stream = typeof(GoldenFile).Assembly.GetManifestResourceStream($"golden/{name}");
        Assert.That(stream, Is.Not.Null, $"There is no golden file {name}.");
        using var memory = new MemoryStream();
        stream!.CopyTo(memory);
        return new RawJson(CanonicalJson.Write(memory.ToArray()));
    }

    private static string Indented(RawJson json)
    {
        using var document = JsonDocument.Parse(CanonicalJson.Write(json));
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.RootElement.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
