using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Serialization;

public sealed class StringInternerTests
{
    private static readonly StringInterner Interner = new();

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public bool Read_always_equals_GetString(string? text, byte segmentSize)
    {
        var json = JsonSerializer.Serialize(text ?? string.Empty);
        var sequence = SegmentedJson.Cut(json, 1 + (segmentSize % 16));
        return ReadsLikeGetString(new Utf8JsonReader(Encoding.UTF8.GetBytes(json))) && ReadsLikeGetString(new Utf8JsonReader(sequence));
    }

    [TestCase("plain")]
    [TestCase("")]
    [TestCase("grün")]
    [TestCase("日本語")]
    [TestCase("😀")]
    public void Read_equals_GetString_for_text_that_is_not_escaped(string text)
    {
        var json = Encoding.UTF8.GetBytes($"\"{text}\"");

        Assert.That(ReadsLikeGetString(new Utf8JsonReader(json)), Is.True);
        Assert.That(ReadsLikeGetString(new Utf8JsonReader(SegmentedJson.Cut($"\"{text}\"", 1))), Is.True);
    }

    [TestCase(63)]
    [TestCase(64)]
    [TestCase(65)]
    [TestCase(4096)]
    public void Read_equals_GetString_around_the_longest_shared_text(int length)
    {
        var json = $"\"{new string('a', length)}\"";

        Assert.That(ReadsLikeGetString(new Utf8JsonReader(Encoding.UTF8.GetBytes(json))), Is.True);
        Assert.That(ReadsLikeGetString(new Utf8JsonReader(SegmentedJson.Cut(json, 3))), Is.True);
    }

    [Test]
    public void Read_of_null_is_null()
    {
        var reader = new Utf8JsonReader("null"u8);
        reader.Read();

        Assert.That(Interner.Read(ref reader), Is.Null);
    }

    [Test]
    public void Intern_twice_returns_the_same_instance_without_allocating()
    {
        var first = Interner.Intern("app.kubernetes.io/name"u8);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var second = Interner.Intern("app.kubernetes.io/name"u8);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(second, Is.SameAs(first));
    }

    [Test]
    public void Read_across_segments_shares_with_text_in_one_segment()
    {
        var whole = Interner.Intern("kubernetes.io/hostname"u8);
        var reader = new Utf8JsonReader(SegmentedJson.Cut("\"kubernetes.io/hostname\"", 5));
        reader.Read();

        Assert.That(Interner.Read(ref reader), Is.SameAs(whole));
    }

    [Test]
    public void Intern_of_more_texts_than_slots_stays_right()
    {
        var interner = new StringInterner();

        Assert.That(Enumerable.Range(0, 50_000).Select(i => $"name-{i}"), Has.All.Matches<string>(text => interner.Intern(Encoding.UTF8.GetBytes(text)) == text));
    }

    [Test]
    public void Intern_by_many_threads_never_returns_another_text()
    {
        var interner = new StringInterner();
        byte[][] texts = [.. Enumerable.Range(0, 20_000).Select(i => Encoding.UTF8.GetBytes($"pod-{i}"))];

        var right = new bool[4];
        Parallel.For(0, right.Length, worker => right[worker] = texts.All(text => interner.Intern(text) == Encoding.UTF8.GetString(text)));

        Assert.That(right, Is.All.True);
    }

    [Test]
    public void Intern_of_different_texts_spreads_over_the_slots()
    {
        var interner = new StringInterner();
        byte[][] texts = [.. Enumerable.Range(0, 1000).Select(i => Encoding.UTF8.GetBytes($"web-7d9c5b8f6-{i:x5}"))];
        string[] first = [.. texts.Select(text => interner.Intern(text))];

        // Random placement of 1000 texts in 8192 slots leaves about 885 alone in theirs.
        var kept = texts.Where((text, i) => ReferenceEquals(interner.Intern(text), first[i])).Count();

        Assert.That(kept, Is.GreaterThan(850));
    }

    private static bool ReadsLikeGetString(Utf8JsonReader reader)
    {
        reader.Read();
        return Interner.Read(ref reader) == reader.GetString() && Interner.Read(ref reader) == reader.GetString();
    }
}
