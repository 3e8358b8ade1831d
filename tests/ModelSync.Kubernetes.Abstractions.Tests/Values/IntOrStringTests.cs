using System.Text.Json;
using FsCheck;
using ModelSync.Kubernetes.Abstractions.Tests.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Abstractions.Tests.Values;

public sealed class IntOrStringTests
{
    [TestCase("8080")]
    [TestCase("\"8080\"")]
    [TestCase("\"http\"")]
    [TestCase("\"25%\"")]
    [TestCase("-1")]
    [TestCase("0")]
    [TestCase("\"\"")]
    [TestCase("2147483647")]
    [TestCase("-2147483648")]
    public void Json_round_trips_with_its_type(string json) =>
        Assert.That(JsonSerializer.Serialize(JsonSerializer.Deserialize(json, ValuesJsonContext.Default.IntOrString), ValuesJsonContext.Default.IntOrString), Is.EqualTo(json));

    [Test]
    public void A_string_of_digits_is_not_the_integer()
    {
        IntOrString number = 8080;
        IntOrString text = "8080";

        Assert.That(number == text, Is.False);
        Assert.That(text.TryGetInt(out _), Is.False);
        Assert.That(number.TryGetString(out _), Is.False);
        Assert.That(text.ToString(), Is.EqualTo(number.ToString()));
        Assert.That(IntOrString.Parse("8080"), Is.EqualTo(number));
        Assert.That(IntOrString.Parse("http"), Is.EqualTo(IntOrString.FromString("http")));
    }

    [Test]
    public void Null_is_read_as_zero() => Assert.That(JsonSerializer.Deserialize("null", ValuesJsonContext.Default.IntOrString), Is.EqualTo(IntOrString.FromInt32(0)));

    [TestCase("2147483648", "2147483648")]
    [TestCase("1.5", "1.5")]
    [TestCase("true", "True")]
    [TestCase("{}", "StartObject")]
    public void Other_json_is_refused_by_name(string json, string named) =>
        Assert.That(() => JsonSerializer.Deserialize(json, ValuesJsonContext.Default.IntOrString), Throws.InstanceOf<JsonException>().With.Message.Contains(named));

    [TestCase("25%", 10, true, 3)]
    [TestCase("25%", 10, false, 2)]
    [TestCase("0%", 10, true, 0)]
    [TestCase("100%", 7, true, 7)]
    [TestCase("150%", 3, false, 4)]
    [TestCase("33%", 0, true, 0)]
    [TestCase("-25%", 10, true, -2)]
    [TestCase("-25%", 10, false, -3)]
    public void GetScaledValue_of_a_percentage_rounds_as_asked(string text, int total, bool roundUp, int expected) =>
        Assert.That(new IntOrString(text).GetScaledValue(total, roundUp), Is.EqualTo(expected));

    [Test]
    public void GetScaledValue_of_an_integer_is_the_integer() => Assert.That(new IntOrString(5).GetScaledValue(100, roundUp: true), Is.EqualTo(5));

    [TestCase("5")]
    [TestCase("")]
    [TestCase("%")]
    [TestCase("1.5%")]
    [TestCase("x%")]
    [TestCase("5%%")]
    public void GetScaledValue_of_another_string_is_refused_by_name(string text) =>
        Assert.That(() => new IntOrString(text).GetScaledValue(10, roundUp: true), Throws.InstanceOf<FormatException>().With.Message.Contains($"'{text}'").And.Message.Contains("25%"));

    [Test]
    public void GetScaledValue_beyond_32_bits_is_refused() =>
        Assert.That(() => new IntOrString("1000%").GetScaledValue(int.MaxValue, roundUp: true), Throws.InstanceOf<OverflowException>());

    [FsCheck.NUnit.Property]
    public bool Rounding_up_and_down_differ_by_at_most_one(byte percent, NonNegativeInt total)
    {
        var share = new IntOrString($"{percent}%");
        var up = share.GetScaledValue(total.Get, roundUp: true);
        var down = share.GetScaledValue(total.Get, roundUp: false);
        var exact = (long)percent * total.Get;
        return down * 100L <= exact && exact <= up * 100L && up - down == (exact % 100 == 0 ? 0 : 1);
    }
}
