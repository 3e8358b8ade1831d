using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Abstractions.Tests.Oracles;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Abstractions.Tests.Kinds;

public sealed class OwnKindTests
{
    // Pitfall 12: a typed read and replace must not delete what a newer version of the kind has added.
    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Unknown_fields_survive_a_round_trip_at_every_level() => Prop.ForAll(Widgets().ToArbitrary(), json =>
    {
        var codec = ResourceType.Of<Widget>().Codec;
        var output = new ArrayBufferWriter<byte>();
        codec.Encode(codec.DecodeJson(Encoding.UTF8.GetBytes(json)), output);
        return Canonical.Of(output.WrittenMemory) == Canonical.Of(json);
    });

    [Test]
    public void A_change_of_a_known_field_leaves_the_unknown_ones()
    {
        var codec = ResourceType.Of<Widget>().Codec;
        var read = codec.DecodeJson("""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a"},"spec":{"size":1,"colour":"red"}}"""u8);
        var output = new ArrayBufferWriter<byte>();
        codec.Encode(read with { Spec = read.Spec! with { Size = 2 } }, output);

        Assert.That(Encoding.UTF8.GetString(output.WrittenSpan), Is.EqualTo(
            """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a"},"spec":{"size":2,"colour":"red"}}"""));
    }

    private static Gen<string> Widgets()
    {
        var known = RandomJson.Member("apiVersion", Gen.Constant("\"example.com/v1\""));
        var kind = RandomJson.Member("kind", Gen.Constant("\"Widget\""));
        var metadata = RandomJson.Member("metadata", Gen.Constant("""{"name":"a","labels":{"b":"c"}}"""));
        var part = RandomJson.ObjectOfAny(Gen.OneOf(Unknown(), RandomJson.Member("name", Gen.Elements("\"p\"", "\"\""))), most: 3);
        var parts = part.ListOf().Select(list => $"[{string.Join(',', list)}]");
        var specMember = Gen.OneOf(Unknown(), RandomJson.Member("size", Gen.Choose(-3, 3).Select(size => $"{size}")), RandomJson.Member("parts", parts));
        var spec = RandomJson.Member("spec", RandomJson.ObjectOfAny(specMember, most: 5));
        return RandomJson.Object(Unknown(), known, spec, Unknown(), kind, metadata, Unknown());
    }

    private static Gen<(string Name, string Value)> Unknown() =>
        from name in Gen.Elements("status", "colour", "Size", "extra", "x-y/z", "é")
        from value in RandomJson.Value
        select (name, value);
}
