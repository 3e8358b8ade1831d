using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Client.Internal.Formats.Json;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Lists are read while they arrive, in whatever pieces and forms.</summary>
public sealed class ListReaderTests
{
    private const string Good =
        """{"metadata":{"name":"a","namespace":"shop","uid":"u-a","resourceVersion":"1"},"data":{"text":"braces }]{[ and \"quotes\" and \\ é 😀 \u00e9"}}""";

    // Every form at once: unknown members, items before metadata, poison of each kind between good ones, spaces and escapes.
    private const string Everything = $$"""
        { "kind" : "ConfigMapList", "unknown": {"items": [1, {"items": []}], "metadata": {"resourceVersion": "no"} }, "apiVersion": "v1",
          "items" : [ {{Good}},
            {"metadata":{"name":"bad","namespace":"shop","uid":"u-b","resourceVersion":"2"},"data":{"text":5} } ,
            null, 7, true, "text", [{"metadata":{"name":"not me"} }], {}, {"data":{} },
            {"data":[],"metadata":{"labels":5,"name":"late","namespace":"shop","uid":"u-l"} },
            {"metadata":{"name":"z","resourceVersion":"9"} }
          ],
          "metadata": { "resourceVersion": "100", "continue": "abc==", "remainingItemCount": 12, "future": [] } , "more": null }
        """;

    private static readonly byte[] EverythingBytes = Encoding.UTF8.GetBytes(Everything);

    [Test]
    public async Task Pitfall9_Poison_items_become_invalid_objects_and_the_others_survive()
    {
        var page = await ReadAsync(Everything);

        Assert.That(page.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "a", "z" }));
        Assert.That(page.Items[0].Data!["text"], Is.EqualTo("braces }]{[ and \"quotes\" and \\ é 😀 é"));
        Assert.That(page.Invalid, Has.Count.EqualTo(9));
        Assert.That(page.Invalid[0].Metadata, Is.EqualTo(new ObjectMeta { Name = "bad", Namespace = "shop", Uid = "u-b", ResourceVersion = "2" }));
        Assert.That(page.Invalid[0].Error, Does.StartWith("$.data"));
        Assert.That(page.Invalid[8].Metadata, Is.EqualTo(new ObjectMeta { Name = "late", Namespace = "shop", Uid = "u-l" }));
        Assert.That(page.ResourceVersion, Is.EqualTo(new ResourceVersion("100")));
        Assert.That(page.Continue, Is.EqualTo("abc=="));
        Assert.That(page.RemainingItemCount, Is.EqualTo(12));
    }

    [TestCase("""{"metadata":{"name":"a","creationTimestamp":"hunter2"} }""", "$.metadata.creationTimestamp: the value does not fit")]
    [TestCase("""{"metadata":{"name":"a"},"data":{"text":{"hunter2":1}} }""", null)]
    [TestCase("""{"metadata":{"name":"a"},"immutable":"hunter2"}""", "$.immutable: The JSON value could not be converted to")]
    [TestCase("""{"data":{"text":"hunter2"} }""", "$: ")]
    public async Task An_error_names_the_place_and_never_the_value(string json, string? expected)
    {
        var invalid = (await ReadAsync($$"""{"metadata":{},"items":[{{json}}]}""")).Invalid.Single();

        Assert.That(invalid.Error, Does.Not.Contain("hunter2"));
        Assert.That(invalid.Error, Does.StartWith(expected ?? "$"));
    }

    [Test]
    public async Task Pieces_may_end_at_any_byte()
    {
        var whole = Describe(await ReadAsync(Everything));
        for (var cut = 1; cut < EverythingBytes.Length; cut++)
        {
            Assert.That(Describe(await ReadAsync(new PieceStream(EverythingBytes, [cut]))), Is.EqualTo(whole), $"cut at {cut}");
        }

        Assert.That(Describe(await ReadAsync(PieceStream.ByteByByte(EverythingBytes))), Is.EqualTo(whole), "byte by byte");
    }

    // Objects around the limit, pieces around the buffer's size: whether a list survives must not depend on how the network cuts it.
    [FsCheck.NUnit.Property(MaxTest = 300)]
    public void Pitfall9_Objects_that_are_too_large_never_end_a_list(FsCheck.PositiveInt[] sizes, FsCheck.PositiveInt limit, FsCheck.PositiveInt[] cuts)
    {
        const int Unit = 4096;
        var maxObjectBytes = 65_000 + (limit.Get * 7919 % 135_000);
        var texts = sizes.Select((size, index) => (Name: $"o{index}", Length: size.Get * Unit * 11 % (3 * maxObjectBytes))).ToList();
        var items = texts.Select(text => $$$"""{"metadata":{"name":"{{{text.Name}}}"},"data":{"text":"{{{new string('x', text.Length)}}}"} }""");
        var bytes = Encoding.UTF8.GetBytes($$"""{"metadata":{"resourceVersion":"1"},"items":[{{string.Join(',', items)}}]}""");
        var position = 0;
        var pieces = cuts.Select(cut => position += cut.Get * Unit * 3).ToList();

        var page = ReadAsync(new PieceStream(bytes, pieces), maxObjectBytes).Result;

        Assert.That(page.Items.Select(item => item.Metadata.Name).Concat(page.Invalid.Select(item => item.Metadata.Name)), Is.EquivalentTo(texts.Select(text => text.Name)));
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Pieces_may_end_at_any_bytes(int[] cuts, int maxObjectBytes)
    {
        // The limit is drawn too: an object that is skipped must be skipped wherever the pieces end.
        var limit = 1 + (int)((uint)maxObjectBytes % 300);
        var whole = Describe(ReadAsync(new PieceStream(EverythingBytes, []), limit).Result);
        var pieces = Describe(ReadAsync(new PieceStream(EverythingBytes, cuts.Select(cut => (int)((uint)cut % (uint)EverythingBytes.Length))), limit).Result);
        Assert.That(pieces, Is.EqualTo(whole));
        Assert.That(Describe(ReadAsync(PieceStream.ByteByByte(EverythingBytes), limit).Result), Is.EqualTo(whole));
    }

    [Test]
    public void A_list_that_breaks_off_anywhere_is_a_broken_exchange()
    {
        for (var end = 0; end < EverythingBytes.Length; end++)
        {
            var beginning = EverythingBytes.AsMemory(0, end);
            Assert.That(async () => await ReadAsync(new PieceStream(beginning, [])), Throws.TypeOf<KubernetesConnectionException>(), $"ended after {end} bytes");
        }
    }

    [TestCase("the connection broke", 0)]
    [TestCase("the connection broke", 1)]
    [TestCase("the connection broke", 2)]
    public void A_stream_that_fails_is_a_broken_exchange(string message, int which)
    {
        Exception failure = which switch { 0 => new IOException("x"), 1 => new HttpRequestException("x"), _ => new InvalidDataException("x") };

        Assert.That(
            async () => await ReadAsync(new PieceStream("""{"items":["""u8.ToArray(), [], failure)),
            Throws.TypeOf<KubernetesConnectionException>().With.Message.Contains(message));
    }

    [TestCase("""{"metadata":{"resourceVersion":"5"},"items":[]}""")]
    [TestCase("""{"metadata":{"resourceVersion":"5"},"items":null}""")]
    [TestCase("""{"items":null,"metadata":{"resourceVersion":"5","continue":""}}""")]
    [TestCase("  \r\n{\"items\":[],\"metadata\":{\"resourceVersion\":\"5\"}}\n ")]
    public async Task An_empty_list_is_empty(string json)
    {
        var page = await ReadAsync(json);

        Assert.That(page.Items, Is.Empty);
        Assert.That(page.Invalid, Is.Empty);
        Assert.That(page.ResourceVersion.Value, Is.EqualTo("5"));
        Assert.That(page.Continue, Is.Null);
    }

    [TestCase("{}")]
    [TestCase("""{"kind":"Status","metadata":{},"status":"Success"}""")]
    [TestCase("""{"metadata":{"resourceVersion":"5"}}""")]
    [TestCase("""{"metadata":{"resourceVersion":"5"},"items":{}}""")]
    [TestCase("""{"metadata":{"resourceVersion":"5"},"items":"none"}""")]
    [TestCase("""{"metadata":5,"items":[]}""")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("<html></html>")]
    [TestCase("")]
    [TestCase("""{"items":[{"metadata":{"name":"a"}}}""")]
    [TestCase("""{"items":[nul]}""")]
    public void What_is_no_list_is_never_taken_for_an_empty_one(string json) =>
        Assert.That(async () => await ReadAsync(json), Throws.TypeOf<KubernetesConnectionException>());

    [Test]
    public async Task Objects_may_be_nested_deeper_than_the_serializer_would_like()
    {
        var deep = $$"""{"metadata":{"name":"deep"},"spec":{{Nested(300)}} }""";

        Assert.That((await ReadAsync($$"""{"items":[{{deep}}]}""")).Items, Has.Count.EqualTo(1));
        Assert.That((await ReadAsync($$"""{"items":[{{deep}}]}""", ResourceType.Dynamic(ConfigMap.Resource))).Items, Has.Count.EqualTo(1));
    }

    [TestCase("""{"metadata":{"name":"deep","uid":"u"},"spec":#}""")]
    [TestCase("""{"spec":#,"metadata":{"name":"deep","uid":"u"}}""")]
    [TestCase("""{"metadata":{"managedFields":#,"name":"deep","uid":"u"}}""")]
    public async Task Pitfall9_An_object_that_is_too_deep_is_invalid_and_the_others_survive(string form)
    {
        var deep = form.Replace("#", Nested(5000), StringComparison.Ordinal);

        var page = await ReadAsync($$$"""{"items":[{"metadata":{"name":"a"}},{{{deep}}},{"metadata":{"name":"b"}}]}""", ResourceType.Dynamic(ConfigMap.Resource));

        Assert.That(page.Items, Has.Count.EqualTo(2));
        Assert.That(page.Invalid.Single().Metadata, Is.EqualTo(new ObjectMeta { Name = "deep", Uid = "u" }));
    }

    [Test]
    public async Task Pitfall9_Strings_that_are_no_Unicode_make_an_invalid_object()
    {
        byte[] json = [.. """{"items":[{"metadata":{"name":"a"}},{"metadata":{"uid":"u","name":"""u8, (byte)'"', 0xff, 0xfe, .. "\"}},{\"metadata\":{\"name\":\"\\ud800\"}}]}"u8];

        var page = await ReadAsync(new PieceStream(json, []));

        Assert.That(page.Items, Has.Count.EqualTo(1));
        Assert.That(page.Invalid, Has.Count.EqualTo(2));
        Assert.That(page.Invalid[0].Metadata.Uid, Is.EqualTo("u"));
    }

    [TestCase(100)]
    [TestCase(150)]
    [TestCase(100_000)]
    public async Task An_object_that_is_too_large_is_skipped_and_named(int size)
    {
        var large = $$$"""{"metadata":{"name":"large","namespace":"shop","uid":"u-1"},"data":{"\"key\\":"{{{new string('}', size)}}}\\"}}""";
        var json = $$$"""{"items":[{"metadata":{"name":"a"}} , {{{large}}} ,{{{large}}},{"metadata":{"name":"b"}}],"metadata":{"resourceVersion":"5"}}""";

        foreach (var stream in new[] { new PieceStream(Encoding.UTF8.GetBytes(json), []), PieceStream.ByteByByte(Encoding.UTF8.GetBytes(json)) })
        {
            var page = await ReadAsync(stream, maxObjectBytes: 120);

            Assert.That(page.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(page.Invalid, Has.Count.EqualTo(2));
            Assert.That(page.Invalid[0].Metadata, Is.EqualTo(new ObjectMeta { Name = "large", Namespace = "shop", Uid = "u-1" }));
            Assert.That(page.Invalid[0].Error, Is.EqualTo("it is larger than 120 bytes"));
            Assert.That(page.ResourceVersion.Value, Is.EqualTo("5"));
        }
    }

    [Test]
    public async Task A_string_or_list_that_is_too_large_is_skipped_where_an_object_should_stand()
    {
        var json = $$$"""{"items":["{{{new string('x', 400_000)}}}",[[{}],"{{{new string(']', 400_000)}}}"],{"metadata":{"name":"b"}}]}""";

        var page = await ReadAsync(json, maxObjectBytes: 120);

        Assert.That(page.Items.Single().Metadata.Name, Is.EqualTo("b"));
        Assert.That(page.Invalid, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_list_whose_rest_is_too_large_is_not_kept_in_memory() =>
        Assert.That(
            async () => await ReadAsync($$"""{"unknown":"{{new string('x', 10_000_000)}}","items":[]}""", maxObjectBytes: 120),
            Throws.TypeOf<KubernetesConnectionException>());

    [Test]
    public async Task A_list_of_twenty_thousand_objects_is_never_in_memory_as_text()
    {
        const int count = 20_000;
        var json = new MemoryStream();
        json.Write("""{"metadata":{"resourceVersion":"5"},"items":["""u8);
        for (var index = 0; index < count; index++)
        {
            json.Write(Encoding.UTF8.GetBytes($$"""{{(index == 0 ? "" : ",")}}{"metadata":{"name":"n{{index}}"},"unread":"{{new string('x', 2000)}}"}"""));
        }

        json.Write("]}"u8);
        json.Position = 0;
        using var buffer = new StreamBuffer("GET /list", TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        var reader = new JsonListReader<ConfigMap>(ResourceType.Of<ConfigMap>().Codec, buffer, 1024 * 1024, "GET /list");

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var page = await reader.ReadAsync(json);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.That(page.Items, Has.Count.EqualTo(count));

        // 40 MB of text; what is allocated is the objects (about 400 bytes each) and the list that holds them.
        Assert.That(json.Length, Is.GreaterThan(40_000_000));
        Assert.That(allocated, Is.LessThan(20_000_000));
        Assert.That(buffer.Capacity, Is.LessThanOrEqualTo(64 * 1024));
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("""{"x":""", depth)) + "1" + new string('}', depth);

    private static string Describe(ListPage<ConfigMap> page) =>
        $"{string.Join(",", page.Items.Select(item => item.Metadata.Name))} | {string.Join(",", page.Invalid.Select(item => $"{item.Metadata.Name} {item.Error}"))} | {page.ResourceVersion} {page.Continue}";

    private static Task<ListPage<ConfigMap>> ReadAsync(string json, int maxObjectBytes = 1024 * 1024) => ReadAsync(new PieceStream(Encoding.UTF8.GetBytes(json), []), maxObjectBytes);

    private static Task<ListPage<ConfigMap>> ReadAsync(Stream stream, int maxObjectBytes = 1024 * 1024) => ReadAsync(stream, ResourceType.Of<ConfigMap>(), maxObjectBytes);

    private static Task<ListPage<T>> ReadAsync<T>(string json, ResourceType<T> type)
        where T : class, IKubernetesObject => ReadAsync(new PieceStream(Encoding.UTF8.GetBytes(json), []), type, 1024 * 1024);

    private static async Task<ListPage<T>> ReadAsync<T>(Stream stream, ResourceType<T> type, int maxObjectBytes)
        where T : class, IKubernetesObject
    {
        using var buffer = new StreamBuffer("GET /list", TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        return await new JsonListReader<T>(type.Codec, buffer, maxObjectBytes, "GET /list").ReadAsync(stream);
    }
}
