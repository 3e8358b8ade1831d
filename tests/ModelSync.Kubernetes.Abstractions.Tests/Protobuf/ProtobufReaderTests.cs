using ModelSync.Kubernetes.Protobuf;

namespace ModelSync.Kubernetes.Abstractions.Tests.Protobuf;

/// <summary>The wire format: what is read, passed over and refused.</summary>
public sealed class ProtobufReaderTests
{
    [TestCase(new byte[] { 0x08, 0x00 }, 0)]
    [TestCase(new byte[] { 0x08, 0x96, 0x01 }, 150)]
    [TestCase(new byte[] { 0x08, 0x80, 0x80, 0x00 }, 0)]
    [TestCase(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, -1)]
    public void Numbers_have_one_to_ten_bytes(byte[] message, long expected)
    {
        var reader = new ProtobufReader(message);

        Assert.That(reader.ReadField(), Is.True);
        Assert.That(reader.ReadInt64(), Is.EqualTo(expected));
        Assert.That(reader.ReadField(), Is.False);
    }

    [TestCase(new byte[] { 0x08 }, TestName = "a number is missing")]
    [TestCase(new byte[] { 0x88 }, TestName = "a tag breaks off")]
    [TestCase(new byte[] { 0x08, 0x80 }, TestName = "a number breaks off")]
    [TestCase(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02 }, TestName = "a number has 65 bits")]
    [TestCase(new byte[] { 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0x00 }, TestName = "a number has eleven bytes")]
    [TestCase(new byte[] { 0x00, 0x00 }, TestName = "there is no field 0")]
    [TestCase(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x10, 0x00 }, TestName = "a field's number is too large")]
    [TestCase(new byte[] { 0x0B, 0x0C }, TestName = "there are no groups")]
    [TestCase(new byte[] { 0x0E, 0x00 }, TestName = "there is no wire type 6")]
    [TestCase(new byte[] { 0x0A, 0x02, 0x61 }, TestName = "a text runs past the end")]
    [TestCase(new byte[] { 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, TestName = "a length is larger than any memory")]
    [TestCase(new byte[] { 0x09, 0x00 }, TestName = "eight bytes break off")]
    [TestCase(new byte[] { 0x0D, 0x00 }, TestName = "four bytes break off")]
    public void What_is_no_message_is_refused(byte[] message) => Assert.That(
        () =>
        {
            var reader = new ProtobufReader(message);
            while (reader.ReadField())
            {
            }
        },
        Throws.TypeOf<ProtobufException>());

    [Test]
    public void Unknown_fields_of_every_type_are_passed_over()
    {
        var reader = new ProtobufReader([0x10, 0x05, 0x19, 1, 2, 3, 4, 5, 6, 7, 8, 0x25, 1, 2, 3, 4, 0x2A, 0x01, 0x78, 0x0A, 0x01, 0x61]);
        var text = "";
        while (reader.ReadField())
        {
            text = reader.FieldNumber == 1 ? reader.ReadString() : text;
        }

        Assert.That(text, Is.EqualTo("a"));
    }

    [Test]
    public void Wrong_wire_types_are_refused_with_the_path_of_the_field()
    {
        Assert.That(() => First([0x08, 0x01]).ReadString(), Throws.TypeOf<ProtobufException>().With.Message.Contains("field 1: "));
        Assert.That(() => First([0x0A, 0x00]).ReadInt32(), Throws.TypeOf<ProtobufException>());
        Assert.That(
            () =>
            {
                var inner = First([0x0A, 0x02, 0x10, 0x01]).ReadMessage();
                inner.ReadField();
                inner.ReadString();
            },
            Throws.TypeOf<ProtobufException>().With.Message.Contains("field 1.2: "));
    }

    [Test]
    public void Nesting_ends_somewhere()
    {
        var message = new byte[4096];
        for (var depth = 0; depth < 1000; depth++)
        {
            var rest = (depth + 1) * 3 < message.Length ? message.Length - ((depth + 1) * 3) : 0;
            message[depth * 3] = 0x0A;
            message[(depth * 3) + 1] = (byte)(rest & 0x7F | 0x80);
            message[(depth * 3) + 2] = (byte)(rest >> 7);
        }

        Assert.That(() => Descend(new ProtobufReader(message)), Throws.TypeOf<ProtobufException>().With.Message.Contains("too deep"));
    }

    [Test]
    public void Of_the_beginning_of_a_message_only_whole_values_are_read()
    {
        var reader = ProtobufReader.OfBeginning([0x0A, 0x10, 0x0A, 0x01, 0x61, 0x12, 0x05, 0x62]);
        reader.ReadField();
        var inner = reader.ReadMessage();

        Assert.That(inner.ReadField(), Is.True);
        Assert.That(inner.ReadString(), Is.EqualTo("a"));
        Assert.That(inner.ReadField(), Is.True);
        var isRefused = false;
        try
        {
            inner.ReadString();
        }
        catch (ProtobufException)
        {
            isRefused = true;
        }

        Assert.That(isRefused, Is.True);
    }

    [Test]
    public void Maps_in_any_order_are_sorted_and_of_equal_keys_the_last_wins()
    {
        var field = default(MapField);
        var reader = new ProtobufReader("\n\u0006\n\u0001b\u0012\u0001"u8.ToArray().Concat("1\n\u0006\n\u0001a\u0012\u00012\n\u0006\n\u0001b\u0012\u00013"u8.ToArray()).ToArray());
        while (reader.ReadField())
        {
            field.Add(reader);
        }

        Assert.That(field.ToMap(), Is.EqualTo(new Dictionary<string, string> { ["a"] = "2", ["b"] = "3" }));
    }

    private static ProtobufReader First(byte[] message)
    {
        var reader = new ProtobufReader(message);
        reader.ReadField();
        return reader;
    }

    private static void Descend(ProtobufReader reader)
    {
        reader.ReadField();
        Descend(reader.ReadMessage());
    }
}
