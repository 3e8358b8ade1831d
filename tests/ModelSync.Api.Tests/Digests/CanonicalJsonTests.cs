using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ModelSync.Api.Digests;

namespace ModelSync.Api.Tests.Digests;

public sealed class CanonicalJsonTests
{
    [TestCase("""{ "b" : 1 , "a" : [ true , false , null ] }""", """{"a":[true,false,null],"b":1}""", TestName = "Members are sorted and white space goes")]
    [TestCase("""{"a":null,"b":{"c":null}}""", """{"b":{}}""", TestName = "A member that is null is absent")]
    [TestCase("""[null,null]""", """[null,null]""", TestName = "A null in a list keeps its place")]
    [TestCase("""{"10":1,"9":1,"a":1,"B":1,"":1}""", """{"":1,"10":1,"9":1,"B":1,"a":1}""", TestName = "The order is that of code units")]
    [TestCase("\"\\u0041\\/\\u00e9\\ud83d\\ude00\\u007f<>&'+\"", "\"A/é😀\u007f<>&'+\"", TestName = "What need not be escaped is not")]
    [TestCase("\"\\u0000\\b\\t\\n\\f\\r\\u001F\\\\\\\"\"", "\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\\\\\"\"", TestName = "What must be escaped has one form")]
    [TestCase("\"\\u2028\\ue000\\uffff\"", "\"\u2028\ue000\uffff\"", TestName = "Nothing depends on tables of characters")]
    public void Write_has_one_text(string json, string expected) => Assert.That(Of(json), Is.EqualTo(expected));

    [Test]
    public void Names_outside_the_basic_plane_come_in_the_order_of_RFC_8785()
    {
        // The example of RFC 8785, section 3.2.3.
        const string Json = """{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew","1":"One","\ud83d\ude00":"Smiley","\u0080":"Control","\u00f6":"Latin"}""";

        using var document = JsonDocument.Parse(Of(Json));

        Assert.That(
            document.RootElement.EnumerateObject().Select(member => member.Value.GetString()),
            Is.EqualTo(["Carriage Return", "One", "Control", "Latin", "Euro Sign", "Smiley", "Hebrew"]));
    }

    [TestCase("0", "0")]
    [TestCase("-0", "0")]
    [TestCase("-0.0", "0")]
    [TestCase("1.0", "1")]
    [TestCase("-1.50", "-1.5")]
    [TestCase("1e3", "1000")]
    [TestCase("100E-2", "1")]
    [TestCase("9223372036854775807", "9223372036854775807")]
    [TestCase("-9223372036854775808", "-9223372036854775808")]
    [TestCase("9007199254740993", "9007199254740993")]
    [TestCase("9223372036854775808", "9223372036854776000")]
    [TestCase("12345678901234567890", "12345678901234567000")]
    [TestCase("0.1", "0.1")]
    [TestCase("0.000001", "0.000001")]
    [TestCase("0.0000001", "1e-7")]
    [TestCase("1.25e-9", "1.25e-9")]
    [TestCase("123456789.125", "123456789.125")]
    [TestCase("1e20", "100000000000000000000")]
    [TestCase("1e21", "1e+21")]
    [TestCase("333333333.33333329", "333333333.3333333")]
    [TestCase("4.5e30", "4.5e+30")]
    [TestCase("5e-324", "5e-324")]
    [TestCase("1.7976931348623157e308", "1.7976931348623157e+308")]
    [TestCase("295147905179352830000", "295147905179352830000")]
    public void Numbers_are_what_Go_makes_of_them(string number, string expected) => Assert.That(Of(number), Is.EqualTo(expected));

    [TestCase("""{"a":{"b":1,"\u0062":2}}""", "$.a has the member \"b\" twice: leave one of them.")]
    [TestCase("""{"a":null,"a":1}""", "$ has the member \"a\" twice: leave one of them.")]
    [TestCase("""{"a":[0,1e999]}""", "$.a[1] is a number that no 64-bit float holds: use a string.")]
    [TestCase("""["\ud800"]""", "$[0] has half a surrogate pair: write whole characters.")]
    [TestCase("""{"\ud800":1}""", "$ has a name with half a surrogate pair: write whole characters.")]
    public void Write_refuses_what_has_no_one_meaning(string json, string message) =>
        Assert.That(() => Of(json), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));

    [Test]
    public void Write_takes_any_depth_that_a_server_sends()
    {
        var json = string.Concat(Enumerable.Repeat("[", 500)) + string.Concat(Enumerable.Repeat("]", 500));

        Assert.That(Of(json), Is.EqualTo(json));
    }

    [FsCheck.NUnit.Property]
    public Property The_canonical_text_is_its_own_and_means_the_same() => Prop.ForAll(RandomJson.Tree.ToArbitrary(), tree =>
    {
        var text = Of(tree.ToJsonString());
        return Of(text) == text && JsonNode.DeepEquals(JsonNode.Parse(text), tree);
    });

    [FsCheck.NUnit.Property]
    public Property The_order_of_members_does_not_matter() => Prop.ForAll(RandomJson.Tree.ToArbitrary(), tree =>
        Of(tree.ToJsonString()) == Of(RandomJson.Reversed(tree)!.ToJsonString()));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool A_float_reads_back_as_itself(double number)
    {
        if (!double.IsFinite(number))
        {
            return true;
        }

        var text = Of(number.ToString("R", CultureInfo.InvariantCulture));
        return double.Parse(text, CultureInfo.InvariantCulture) == number && Of(text) == text;
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public bool Any_bits_of_a_float_read_back_as_themselves(long bits)
    {
        var number = BitConverter.Int64BitsToDouble(bits * 0x9E3779B97F4A7C1);
        return A_float_reads_back_as_itself(number);
    }

    private static string Of(string json) => Encoding.UTF8.GetString(CanonicalJson.Write(RawJson.From(json)));
}
