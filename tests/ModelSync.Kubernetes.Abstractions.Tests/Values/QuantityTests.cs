using System.Text.Json;
using ModelSync.Kubernetes.Abstractions.Tests.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Abstractions.Tests.Values;

/// <summary>Golden cases: what resource.Quantity of apimachinery makes of the same texts.</summary>
public sealed class QuantityTests
{
    [TestCase("0", "0")]
    [TestCase("0Ki", "0")]
    [TestCase("00", "0")]
    [TestCase("-0", "0")]
    [TestCase("0.5", "500m")]
    [TestCase("-0.5", "-500m")]
    [TestCase("+1", "1")]
    [TestCase("1.", "1")]
    [TestCase("1.G", "1G")]
    [TestCase(".001", "1m")]
    [TestCase(".0001k", "100m")]
    [TestCase("1024Ki", "1Mi")]
    [TestCase("1024Gi", "1Ti")]
    [TestCase("1025024Mi", "1001Gi")]
    [TestCase("1.5Gi", "1536Mi")]
    [TestCase("0.5Mi", "512Ki")]
    [TestCase("100.035Ki", "102435840m")]
    [TestCase("1025", "1025")]
    [TestCase("1000M", "1G")]
    [TestCase("0.001T", "1G")]
    [TestCase("1000000000", "1G")]
    [TestCase("100035", "100035")]
    [TestCase("100E", "100E")]
    [TestCase("1000E", "1000E")]
    [TestCase("1000u", "1m")]
    [TestCase("1.08", "1080m")]
    [TestCase("1234567M", "1234567M")]
    [TestCase("1e3", "1e3")]
    [TestCase("12e6", "12e6")]
    [TestCase("1.3E+6", "1300e3")]
    [TestCase("1e14", "100e12")]
    [TestCase("1e1", "10")]
    [TestCase("0.5e-1", "50e-3")]
    [TestCase(".001e12", "1e9")]
    [TestCase("1000e-12", "1e-9")]
    [TestCase("1E-3", "1e-3")]
    [TestCase("1E", "1E")]
    [TestCase("0.1n", "1n")]
    [TestCase("3.001n", "4n")]
    [TestCase("-3.001n", "-4n")]
    [TestCase("1.1E-9", "2e-9")]
    [TestCase("0.00000012345", "124n")]
    [TestCase("0.0000000000000000000000000000000001", "1n")]
    [TestCase("1e-999999", "1e-9")]
    [TestCase(".001Ki", "1024m")]
    [TestCase(".000000001Ki", "1024n")]
    [TestCase(".000000000001Ki", "2n")]
    [TestCase("5Ki", "5Ki")]
    [TestCase("512", "512")]
    [TestCase("0.5Ki", "512")]
    [TestCase("8Ei", "9223372036854775807")]
    [TestCase("9Ei", "9223372036854775807")]
    [TestCase("-9Ei", "-9223372036854775807")]
    [TestCase("9223372036854775807Ki", "9223372036854775807")]
    public void Canonicalize_gives_the_text_of_upstream(string text, string canonical) =>
        Assert.That(Quantity.Parse(text).Canonicalize().ToString(), Is.EqualTo(canonical));

    [TestCase("1Ki", QuantityFormat.BinarySI)]
    [TestCase("0Ki", QuantityFormat.BinarySI)]
    [TestCase("1k", QuantityFormat.DecimalSI)]
    [TestCase("1", QuantityFormat.DecimalSI)]
    [TestCase("1E", QuantityFormat.DecimalSI)]
    [TestCase("1E3", QuantityFormat.DecimalExponent)]
    [TestCase("0.5e0", QuantityFormat.DecimalExponent)]
    [TestCase("0.000000000001Ki", QuantityFormat.DecimalSI)]
    public void Parse_finds_the_format(string text, QuantityFormat format) => Assert.That(Quantity.Parse(text).Format, Is.EqualTo(format));

    [TestCase("")]
    [TestCase("-")]
    [TestCase("+")]
    [TestCase(".")]
    [TestCase("-.")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("1 Gi")]
    [TestCase("1K")]
    [TestCase("1ki")]
    [TestCase("1i")]
    [TestCase(".5i")]
    [TestCase("1.1.M")]
    [TestCase("1+1.0M")]
    [TestCase("0.1mi")]
    [TestCase("0.1am")]
    [TestCase("aoeu")]
    [TestCase("-3.01e-")]
    [TestCase("1e")]
    [TestCase("1e1.5")]
    [TestCase("1e3Ki")]
    [TestCase("--1")]
    [TestCase("1,5")]
    [TestCase("1_000")]
    [TestCase("0x10")]
    [TestCase("١")]
    [TestCase("NaN")]
    public void Parse_of_invalid_text_names_it_and_what_is_allowed(string text)
    {
        Assert.That(() => Quantity.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains($"'{text}'").And.Message.Contains("Ki").And.Message.Contains("500m"));
        Assert.That(Quantity.TryParse(text, out _), Is.False);
    }

    [TestCase("1e30")]
    [TestCase("-1e30")]
    [TestCase("1e999999")]
    [TestCase("1000000000000E")]
    public void Parse_beyond_the_limits_states_them(string text) =>
        Assert.That(() => Quantity.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains($"'{text}'").And.Message.Contains("1.7e29"));

    [Test]
    public void Parse_of_a_hostile_text_takes_no_time()
    {
        string zeros = new('0', 100_000);

        Assert.That(Quantity.Parse($"{zeros}1.5{zeros}Gi").Canonicalize().ToString(), Is.EqualTo("1536Mi"));
        Assert.That(Quantity.Parse($"0.{zeros}1").Canonicalize().ToString(), Is.EqualTo("1n"));
        Assert.That(Quantity.Parse($"1.{zeros}1").Canonicalize().ToString(), Is.EqualTo("1000000001n"));
        Assert.That(() => Quantity.Parse($"1{zeros}"), Throws.InstanceOf<FormatException>().With.Message.Length.LessThan(300));
        Assert.That(() => Quantity.Parse($"1{new string('x', 100_000)}"), Throws.InstanceOf<FormatException>().With.Message.Length.LessThan(600));
        Assert.That(Quantity.Parse($"1{zeros}Ki").ToInt64(), Is.EqualTo(long.MaxValue));
        Assert.That(Quantity.Parse($"1{zeros}e-100000").ToInt64(), Is.EqualTo(1));
    }

    [TestCase("\"0.5\"")]
    [TestCase("\"1024Ki\"")]
    [TestCase("\"1.50Gi\"")]
    [TestCase("\"1E3\"")]
    [TestCase("\"8Ei\"")]
    [TestCase("\"+1.5E+3\"")]
    public void Json_round_trip_keeps_the_text(string json) =>
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize(json, ValuesJsonContext.Default.Quantity), ValuesJsonContext.Default.Quantity), Is.EqualTo(json));

    [TestCase("1", "\"1\"")]
    [TestCase("0.5", "\"0.5\"")]
    [TestCase("-2", "\"-2\"")]
    [TestCase("1e3", "\"1e3\"")]
    [TestCase("1.5E+3", "\"1.5E+3\"")]
    public void Json_numbers_are_read_and_written_as_strings(string json, string written)
    {
        var quantity = JsonSerializer.Deserialize(json, ValuesJsonContext.Default.Quantity);

        Assert.That(quantity, Is.EqualTo(Quantity.Parse(json)));
        Assert.That(JsonSerializer.Serialize(quantity, ValuesJsonContext.Default.Quantity), Is.EqualTo(written));
    }

    [Test]
    public void Json_number_across_segments_is_read()
    {
        var reader = new Utf8JsonReader(SegmentedJson.Cut("{\"quantity\":123456}", 3));

        Assert.That(JsonSerializer.Deserialize(ref reader, ValuesJsonContext.Default.ValueHolder)!.Quantity, Is.EqualTo(Quantity.FromInt64(123456)));
    }

    [Test]
    public void Json_reads_as_Go_does_null_and_blanks_around()
    {
        Assert.That(JsonSerializer.Deserialize("null", ValuesJsonContext.Default.Quantity), Is.EqualTo(Quantity.Zero));
        Assert.That(JsonSerializer.Deserialize("\" 1Gi \"", ValuesJsonContext.Default.Quantity), Is.EqualTo(Quantity.Parse("1Gi")));
    }

    [TestCase("\"1 Gi\"", "'1 Gi'")]
    [TestCase("true", "True")]
    public void Json_error_names_path_and_finding(string json, string named) =>
        Assert.That(
            () => JsonSerializer.Deserialize($"{{\"quantity\":{json}}}", ValuesJsonContext.Default.ValueHolder),
            Throws.InstanceOf<JsonException>().With.Message.Contains(named).And.Property("Path").EqualTo("$.quantity"));

    [Test]
    public void The_default_is_zero()
    {
        Assert.That(default(Quantity).ToString(), Is.EqualTo("0"));
        Assert.That(default(Quantity), Is.EqualTo(Quantity.Parse("0Gi")));
    }
}
