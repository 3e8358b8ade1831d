using System.Text.Json;
using FsCheck;
using ModelSync.Kubernetes.Abstractions.Tests.Serialization;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Kubernetes.Abstractions.Tests.Values;

public sealed class TimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [TestCase("2026-11-20T12:00:00Z", 0)]
    [TestCase("2026-11-20T13:00:00+01:00", 0)]
    [TestCase("2026-11-20T06:30:00-05:30", 0)]
    [TestCase("2026-11-20t12:00:00z", 0)]
    [TestCase("2026-11-20T12:00:00.1Z", 1_000_000)]
    [TestCase("2026-11-20T12:00:00.12Z", 1_200_000)]
    [TestCase("2026-11-20T12:00:00.123Z", 1_230_000)]
    [TestCase("2026-11-20T12:00:00.1234Z", 1_234_000)]
    [TestCase("2026-11-20T12:00:00.12345Z", 1_234_500)]
    [TestCase("2026-11-20T12:00:00.123456Z", 1_234_560)]
    [TestCase("2026-11-20T12:00:00.1234567Z", 1_234_560)]
    [TestCase("2026-11-20T12:00:00.12345678Z", 1_234_560)]
    [TestCase("2026-11-20T12:00:00.123456789Z", 1_234_560)]
    [TestCase("2026-11-20T12:00:00.000000Z", 0)]
    [TestCase("2026-11-20T12:00:00.999999999+00:00", 9_999_990)]
    public void Read_takes_every_number_of_fraction_digits_and_offsets(string text, long ticks)
    {
        var json = $"\"{text}\"";

        Assert.That(JsonSerializer.Deserialize(json, ValuesJsonContext.Default.MicroTime), Is.EqualTo((MicroTime)Noon.AddTicks(ticks)));
        Assert.That(JsonSerializer.Deserialize(json, ValuesJsonContext.Default.KubeTime), Is.EqualTo((KubeTime)Noon));
    }

    [TestCase(0, "\"2026-11-20T12:00:00.000000Z\"")]
    [TestCase(1, "\"2026-11-20T12:00:00.000000Z\"")]
    [TestCase(10, "\"2026-11-20T12:00:00.000001Z\"")]
    [TestCase(1_000_000, "\"2026-11-20T12:00:00.100000Z\"")]
    [TestCase(9_999_999, "\"2026-11-20T12:00:00.999999Z\"")]
    public void MicroTime_always_writes_six_fraction_digits(long ticks, string json) =>
        Assert.That(JsonSerializer.Serialize(new MicroTime(Noon.AddTicks(ticks)), ValuesJsonContext.Default.MicroTime), Is.EqualTo(json));

    [TestCase(0)]
    [TestCase(9_999_999)]
    public void KubeTime_never_writes_a_fraction(long ticks) =>
        Assert.That(JsonSerializer.Serialize(new KubeTime(Noon.AddTicks(ticks)), ValuesJsonContext.Default.KubeTime), Is.EqualTo("\"2026-11-20T12:00:00Z\""));

    [Test]
    public void Times_are_written_in_UTC()
    {
        var time = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.FromHours(2));

        Assert.That(new KubeTime(time).ToString(), Is.EqualTo("2025-12-31T22:30:00Z"));
        Assert.That(new MicroTime(time).ToString(), Is.EqualTo("2025-12-31T22:30:00.000000Z"));
        Assert.That(new KubeTime(time).ToDateTimeOffset().Offset, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void The_zero_time_is_null_in_both_directions()
    {
        Assert.That(JsonSerializer.Serialize(default, ValuesJsonContext.Default.KubeTime), Is.EqualTo("null"));
        Assert.That(JsonSerializer.Serialize(default, ValuesJsonContext.Default.MicroTime), Is.EqualTo("null"));
        Assert.That(JsonSerializer.Deserialize("null", ValuesJsonContext.Default.KubeTime).IsZero, Is.True);
        Assert.That(JsonSerializer.Deserialize("null", ValuesJsonContext.Default.MicroTime).IsZero, Is.True);
        Assert.That(JsonSerializer.Serialize(KubeTime.Parse("0001-01-01T00:00:00Z"), ValuesJsonContext.Default.KubeTime), Is.EqualTo("null"));
        Assert.That(default(KubeTime).ToString(), Is.Empty);
    }

    [TestCase("")]
    [TestCase("2026-11-20")]
    [TestCase("2026-11-20T12:00:00")]
    [TestCase("2026-11-20 12:00:00Z")]
    [TestCase("2026-11-20T12:00:00.Z")]
    [TestCase("2026-11-20T12:00:00+0100")]
    [TestCase("2026-11-20T12:00:00+24:00")]
    [TestCase("2026-11-20T24:00:00Z")]
    [TestCase("2026-11-20T12:60:00Z")]
    [TestCase("2026-11-20T12:00:60Z")]
    [TestCase("2026-13-01T12:00:00Z")]
    [TestCase("2026-02-29T12:00:00Z")]
    [TestCase("2026-00-10T12:00:00Z")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00+01:00")]
    [TestCase("9999-12-31T23:59:59-01:00")]
    [TestCase("2026-11-20T12:00:00ZZ")]
    [TestCase("2026-11-20T12:00:00.12x")]
    [TestCase("2O26-11-20T12:00:00Z")]
    [TestCase("２026-11-20T12:00:00Z")]
    public void Invalid_texts_are_refused_by_name(string text)
    {
        Assert.That(() => KubeTime.Parse(text), Throws.InstanceOf<FormatException>().With.Message.Contains($"'{text}'").And.Message.Contains("RFC 3339"));
        Assert.That(MicroTime.TryParse(text, out _), Is.False);
        Assert.That(
            () => JsonSerializer.Deserialize($"{{\"microTime\":\"{text}\"}}", ValuesJsonContext.Default.ValueHolder),
            Throws.InstanceOf<JsonException>().With.Message.Contains($"'{text}'").And.Property("Path").EqualTo("$.microTime"));
    }

    [Test]
    public void A_long_text_is_refused()
    {
        var text = "2026-11-20T12:00:00." + new string('0', 500) + "Z";

        Assert.That(MicroTime.TryParse(text, out _), Is.False);
        Assert.That(() => JsonSerializer.Deserialize($"\"\\u0032{text}\"", ValuesJsonContext.Default.MicroTime), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void A_number_is_refused() =>
        Assert.That(() => JsonSerializer.Deserialize("1763640000", ValuesJsonContext.Default.KubeTime), Throws.InstanceOf<JsonException>().With.Message.Contains("Number"));

    [Test]
    public void Escaped_and_segmented_texts_are_read()
    {
        var reader = new Utf8JsonReader(SegmentedJson.Cut("\"2026-11-20T12:00:00.5Z\"", 4));

        Assert.That(JsonSerializer.Deserialize("\"2026\\u002d11-20T12:00:00.5Z\"", ValuesJsonContext.Default.MicroTime), Is.EqualTo((MicroTime)Noon.AddSeconds(0.5)));
        Assert.That(JsonSerializer.Deserialize(ref reader, ValuesJsonContext.Default.MicroTime), Is.EqualTo((MicroTime)Noon.AddSeconds(0.5)));
    }

    [Test]
    public void Reading_and_writing_do_not_allocate()
    {
        var converter = new MicroTimeJsonConverter();
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer);
        RoundTrip(converter, writer);
        writer.Flush();
        var before = GC.GetAllocatedBytesForCurrentThread();
        writer.Reset(buffer);

        RoundTrip(converter, writer);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [FsCheck.NUnit.Property]
    public bool Texts_round_trip(DoNotSize<long> ticks)
    {
        var time = new DateTimeOffset((long)((ulong)ticks.Item % (ulong)DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);
        var micro = new MicroTime(time);
        var whole = new KubeTime(time);
        return whole.IsZero || (MicroTime.Parse(micro.ToString()) == micro && KubeTime.Parse(whole.ToString()) == whole
            && time - micro.ToDateTimeOffset() < TimeSpan.FromMicroseconds(1) && time - (DateTimeOffset)whole < TimeSpan.FromSeconds(1));
    }

    [FsCheck.NUnit.Property]
    public bool Order_is_the_order_of_instants(int left, int right)
    {
        KubeTime a = Noon.AddSeconds(left);
        KubeTime b = Noon.AddSeconds(right);
        return Math.Sign(a.CompareTo(b)) == left.CompareTo(right) && a < b == left < right && a <= b == left <= right
            && a > b == left > right && a >= b == left >= right && a == b == (left == right) && a.Equals((object)b) == (a.GetHashCode() == b.GetHashCode() && left == right);
    }

    private static void RoundTrip(MicroTimeJsonConverter converter, Utf8JsonWriter writer)
    {
        var reader = new Utf8JsonReader("\"2026-11-20T12:00:00.123456Z\""u8);
        reader.Read();
        converter.Write(writer, converter.Read(ref reader, typeof(MicroTime), ValuesJsonContext.Default.Options), ValuesJsonContext.Default.Options);
    }
}
