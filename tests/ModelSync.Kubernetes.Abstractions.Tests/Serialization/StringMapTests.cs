using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Serialization;

public sealed class StringMapTests
{
    [FsCheck.NUnit.Property]
    public bool Behaves_as_a_dictionary_sorted_by_ordinal_key(KeyValuePair<NonNull<string>, NonNull<string>>[] entries, NonNull<string> absent)
    {
        KeyValuePair<string, string>[] pairs = [.. entries.Select(entry => KeyValuePair.Create(entry.Key.Get, entry.Value.Get))];
        var oracle = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((var key, var value) in pairs)
        {
            oracle[key] = value;
        }

        var map = StringMap.From(pairs);

        return map.SequenceEqual(oracle)
            && map.Keys.SequenceEqual(oracle.Keys)
            && map.Values.SequenceEqual(oracle.Values)
            && map.Count == oracle.Count
            && oracle.All(entry => map[entry.Key] == entry.Value)
            && map.ContainsKey(absent.Get) == oracle.ContainsKey(absent.Get);
    }

    [FsCheck.NUnit.Property]
    public bool With_and_without_behave_as_on_a_dictionary(KeyValuePair<NonNull<string>, NonNull<string>>[] entries, NonNull<string> key)
    {
        var map = StringMap.From(entries.Select(entry => KeyValuePair.Create(entry.Key.Get, entry.Value.Get)));

        var with = map.With(key.Get, "x");
        var without = with.Without(key.Get);

        return with[key.Get] == "x" && !without.ContainsKey(key.Get)
            && map.Where(entry => entry.Key != key.Get).SequenceEqual(without)
            && with.Count == without.Count + 1;
    }

    [FsCheck.NUnit.Property]
    public bool Json_round_trips_and_matches_the_dictionary_form(KeyValuePair<NonNull<string>, NonNull<string>>[] entries, byte segmentSize)
    {
        var map = StringMap.From(entries.Select(entry => KeyValuePair.Create(entry.Key.Get, entry.Value.Get)));
        var json = JsonSerializer.Serialize(map, ValuesJsonContext.Default.StringMap);
        var reader = new Utf8JsonReader(SegmentedJson.Cut(json, 1 + (segmentSize % 32)));

        // Lone surrogates cannot be written as UTF-8; what is written is then what counts.
        var read = JsonSerializer.Deserialize(json, ValuesJsonContext.Default.StringMap)!;
        return read.Equals(JsonSerializer.Deserialize(ref reader, ValuesJsonContext.Default.StringMap))
            && read.SequenceEqual(JsonSerializer.Deserialize<SortedDictionary<string, string>>(json)!.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    [Test]
    public void Read_sorts_and_lets_the_last_duplicate_win()
    {
        var map = Read("""{"b":"1","a":"2","b":"3","a":"4","c":"5"}""");

        Assert.That(JsonSerializer.Serialize(map, ValuesJsonContext.Default.StringMap), Is.EqualTo("""{"a":"4","b":"3","c":"5"}"""));
    }

    [Test]
    public void Read_null_value_is_the_empty_string_as_in_Go() => Assert.That(Read("""{"a":null}""")["a"], Is.Empty);

    [Test]
    public void Read_empty_object_is_the_empty_instance() => Assert.That(Read("{}"), Is.SameAs(StringMap.Empty));

    [Test]
    public void Read_more_entries_than_the_first_buffer_holds()
    {
        var json = "{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"k{i:d4}\":\"{i}\"")) + "}";

        var map = Read(json);

        Assert.That(map, Has.Count.EqualTo(500));
        Assert.That(JsonSerializer.Serialize(map, ValuesJsonContext.Default.StringMap), Is.EqualTo(json));
    }

    [TestCase("""{"a":1}""", "'a'", "Number")]
    [TestCase("""{"a":true}""", "'a'", "quotes")]
    [TestCase("""{"a":{}}""", "'a'", "StartObject")]
    [TestCase("""["a"]""", "object", "StartArray")]
    public void Read_value_that_is_no_string_names_key_and_finding(string json, string first, string second) =>
        Assert.That(() => Read(json), Throws.InstanceOf<JsonException>().With.Message.Contains(first).And.Message.Contains(second));

    [Test]
    public void Read_of_twelve_known_labels_allocates_the_map_and_its_array_only()
    {
        var json = Encoding.UTF8.GetBytes("{" + string.Join(',', Enumerable.Range(0, 12).Select(i => $"\"app.kubernetes.io/label-{i:d2}\":\"value-{i}\"")) + "}");
        var converter = new StringMapJsonConverter(new StringInterner());
        var warm = ReadWith(converter, json);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var map = ReadWith(converter, json);

        // The map (24 bytes) and an array of 24 references (24 + 24 * 8).
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.EqualTo(240));
        Assert.That(map, Is.EqualTo(warm));
    }

    [Test]
    public void Enumeration_and_lookup_do_not_allocate()
    {
        StringMap map = [new("a", "1"), new("b", "2")];
        var length = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        foreach ((var key, var value) in map)
        {
            length += key.Length + value.Length;
        }

        var found = map.TryGetValue("b", out _);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That((length, found), Is.EqualTo((4, true)));
    }

    [Test]
    public void Collection_expression_spreads_and_overrides()
    {
        StringMap defaults = [new("a", "1"), new("b", "2")];

        StringMap map = [.. defaults, new("b", "3"), new("c", "4")];

        Assert.That(map, Is.EqualTo(StringMap.Empty.With("c", "4").With("b", "3").With("a", "1")));
    }

    [Test]
    public void Equality_is_by_content()
    {
        StringMap left = [new("a", "1"), new("b", "2")];
        StringMap right = [new("b", "2"), new("a", "1")];

        Assert.That(left == right, Is.True);
        Assert.That(left.GetHashCode(), Is.EqualTo(right.GetHashCode()));
        Assert.That(left != right.With("a", "2"), Is.True);
        Assert.That(left == null, Is.False);
        Assert.That((StringMap?)null == null, Is.True);
    }

    [Test]
    public void With_and_without_keep_the_instance_when_nothing_changes()
    {
        StringMap map = [new("a", "1")];

        Assert.That(map.With("a", "1"), Is.SameAs(map));
        Assert.That(map.Without("b"), Is.SameAs(map));
        Assert.That(map.Without("a"), Is.SameAs(StringMap.Empty));
        Assert.That(StringMap.From(map), Is.SameAs(map));
    }

    [Test]
    public void With_entries_overrides()
    {
        StringMap map = [new("a", "1"), new("b", "2")];

        Assert.That(map.With([new("b", "3")]).ToArray(), Is.EqualTo(new KeyValuePair<string, string>[] { new("a", "1"), new("b", "3") }));
    }

    [Test]
    public void Indexer_of_an_absent_key_names_it() =>
        Assert.That(() => StringMap.Empty["app"], Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("'app'"));

    [Test]
    public void From_null_value_names_the_key() =>
        Assert.That(() => StringMap.From([new("app", null!)]), Throws.ArgumentNullException.With.Message.Contains("'app'"));

    [Test]
    public void ToString_shows_no_values() =>
        Assert.That(StringMap.Empty.With("kubectl.kubernetes.io/last-applied-configuration", "secret").ToString(), Is.EqualTo("{kubectl.kubernetes.io/last-applied-configuration}"));

    [Test]
    public void Converter_uses_the_interner_that_it_was_given()
    {
        var interner = new StringInterner();
        var shared = interner.Intern("only-here"u8);

        var map = ReadWith(new StringMapJsonConverter(interner), """{"only-here":"x"}"""u8);

        Assert.That(map.Keys.Single(), Is.SameAs(shared));
    }

    private static StringMap Read(string json) => JsonSerializer.Deserialize(json, ValuesJsonContext.Default.StringMap)!;

    private static StringMap ReadWith(StringMapJsonConverter converter, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return converter.Read(ref reader, typeof(StringMap), ValuesJsonContext.Default.Options);
    }
}
