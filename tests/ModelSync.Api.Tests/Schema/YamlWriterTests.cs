using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Generator;
using YamlDotNet.RepresentationModel;

namespace ModelSync.Api.Tests.Schema;

public sealed class YamlWriterTests
{
    [Test]
    public void It_reads_like_a_manifest() => Assert.That(YamlWriter.Write((JsonObject)JsonNode.Parse("""
        {"kind":"X","empty":{},"none":[],"list":["a: b","true","7","-"],"items":[{"name":"first","max":3,"on":false},{"deep":{"x":[{"key":"z"}]}}]}
        """)!), Is.EqualTo("""
        ---
        kind: X
        empty: {}
        none: []
        list:
        - "a: b"
        - "true"
        - "7"
        - "-"
        items:
        - name: first
          max: 3
          "on": false
        - deep:
            x:
            - key: z

        """));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public Property What_is_written_is_read_again() => Prop.ForAll(Texts().ToArbitrary(), text =>
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(YamlWriter.Write(new JsonObject { ["a"] = new JsonArray(new JsonObject { ["b"] = text }, text) })));
        var list = (YamlSequenceNode)yaml.Documents[0].RootNode["a"];

        Assert.That((list[0]["b"].ToString(), list[1].ToString()), Is.EqualTo((text, text)));
    });

    private static Gen<string> Texts() =>
        from count in Gen.Choose(0, 40)
        from parts in Gen.Elements("a", "word", " ", ": ", " #", "-", "'", "\"", "\\", "\n", "{", "é", "^[a-z]$", "true", "longer-than-most-words ").ListOf(count)
        select string.Concat(parts);
}
