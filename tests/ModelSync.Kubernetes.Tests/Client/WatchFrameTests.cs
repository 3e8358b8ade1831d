using System.Net;
using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>Watch frames in whatever pieces and forms.</summary>
public sealed class WatchFrameTests
{
    private const string Frames = """
        {"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"1"},"data":{"text":"line\n and \u00e9 😀"}}}

        {"object":{"metadata":{"name":"a","resourceVersion":"2"}},"unknown":{"type":"DELETED"},"type":"MODIFIED"}
        { "type" : "DELETED" , "object" : { "metadata" : { "name" : "a", "resourceVersion" : "3" } } }
        {"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"4"}}}
        {"type":"ADDED","object":{"metadata":{"name":"bad","resourceVersion":"5"},"data":1}}

        """;

    private const string FramesRead = "Added a 1, Modified a 2, Deleted a 3, Bookmark  4, Added bad 5 invalid";

    [Test]
    public async Task Members_come_in_any_order_and_empty_lines_are_nothing() => Assert.That(await ReadAsync(Frames), Is.EqualTo(FramesRead));

    [Test]
    public async Task Lines_may_end_as_windows_ends_them() =>
        Assert.That(await ReadAsync(Frames.ReplaceLineEndings("\r\n")), Is.EqualTo(FramesRead));

    [Test]
    public async Task Pieces_may_end_at_any_byte()
    {
        var bytes = Encoding.UTF8.GetBytes(Frames);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Assert.That(await ReadAsync(new PieceStream(bytes, [cut])), Is.EqualTo(FramesRead), $"cut at {cut}");
        }

        Assert.That(await ReadAsync(PieceStream.ByteByByte(bytes)), Is.EqualTo(FramesRead), "byte by byte");
    }

    [FsCheck.NUnit.Property(MaxTest = 200)]
    public void Pieces_may_end_at_any_bytes(int[] cuts, int maxObjectBytes)
    {
        var bytes = Encoding.UTF8.GetBytes(Frames);
        var limit = 40 + (int)((uint)maxObjectBytes % 200);
        var whole = ReadAsync(new PieceStream(bytes, []), limit).Result;
        Assert.That(ReadAsync(new PieceStream(bytes, cuts.Select(cut => (int)((uint)cut % (uint)bytes.Length))), limit).Result, Is.EqualTo(whole));
        Assert.That(ReadAsync(PieceStream.ByteByByte(bytes), limit).Result, Is.EqualTo(whole));
    }

    [TestCase("garbage")]
    [TestCase("null")]
    [TestCase("5")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("\"ADDED\"")]
    [TestCase("""{"type":"ADDED"}""")]
    [TestCase("""{"type":5,"object":{"metadata":{}}}""")]
    [TestCase("""{"type":"RENAMED","object":{"metadata":{}}}""")]
    [TestCase("""{"type":"ADDED","object":{"metadata":""")]
    [TestCase("""{"type":"ADDED","object":{"metadata":{}}} trailing""")]
    [TestCase("""{"type":"BOOKMARK","object":null}""")]
    [TestCase("""{"type":"ERROR"}""")]
    [TestCase("""{"type":"ERROR","object":"no"}""")]
    [TestCase("<html>")]
    public void A_line_that_is_no_event_is_a_broken_exchange(string line) =>
        Assert.That(async () => await ReadAsync(line + "\n"), Throws.TypeOf<KubernetesConnectionException>());

    [TestCase("5")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    public async Task Pitfall9_An_object_that_is_none_is_invalid(string json) =>
        Assert.That(await ReadAsync($$"""{"type":"ADDED","object":{{json}} }""" + "\n"), Is.EqualTo("Added   invalid"));

    [Test]
    public void An_error_frame_whose_members_come_in_another_order_is_understood()
    {
        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ReadAsync("""{"object":{"code":410,"reason":"Expired"},"type":"ERROR"}""" + "\n"));

        Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.Gone));
    }

    [TestCase("ADDED", 1500)]
    [TestCase("MODIFIED", 3000)]
    [TestCase("DELETED", 500_000)]
    public async Task An_object_that_is_too_large_is_an_invalid_event_and_the_following_survive(string type, int size)
    {
        var frame = $$$"""{"type":"{{{type}}}","object":{"metadata":{"name":"large","namespace":"shop","resourceVersion":"7"},"data":{"key":"{{{new string('x', size)}}}"} }}""";
        var json = Encoding.UTF8.GetBytes(frame + "\n" + Frames);
        var expected = $"{type[0]}{type[1..].ToLowerInvariant()} large 7 invalid, {FramesRead}";

        Assert.That(await ReadAsync(new PieceStream(json, []), maxObjectBytes: 1000), Is.EqualTo(expected));
        Assert.That(await ReadAsync(PieceStream.ByteByByte(json), maxObjectBytes: 1000), Is.EqualTo(expected));
    }

    [TestCase("""{ "type" : "DELETED" , "object" : """)]
    [TestCase("""{"other":{"type":"ADDED"},"type":"DELETED","object":""")]
    public async Task An_object_that_is_too_large_is_named_whatever_the_spaces(string head) =>
        Assert.That(
            await ReadAsync($$$"""{{{head}}}{"metadata":{"name":"large"},"data":{"key":"{{{new string('x', 5000)}}}"} }}""" + "\n", maxObjectBytes: 1000),
            Is.EqualTo("Deleted large  invalid"));

    [Test]
    public void An_object_that_is_too_large_without_a_type_before_it_is_a_broken_exchange() =>
        Assert.That(
            async () => await ReadAsync($$$"""{"object":{"metadata":{"name":"DELETED"},"data":{"key":"{{{new string('x', 5000)}}}"}},"type":"ADDED"}""" + "\n", maxObjectBytes: 1000),
            Throws.TypeOf<KubernetesConnectionException>());

    [Test]
    public async Task An_object_of_just_the_largest_size_is_read()
    {
        const string json = """{"metadata":{"name":"a","resourceVersion":"1"},"data":{"key":"xxxxxxxxxx"}}""";

        Assert.That(await ReadAsync($$"""{"type":"MODIFIED","object":{{json}} }""" + "\n", json.Length), Is.EqualTo("Modified a 1"));
        Assert.That(await ReadAsync($$"""{"type":"MODIFIED","object":{{json}} }""" + "\n", json.Length - 1), Is.EqualTo("Modified a 1 invalid"));
    }

    [Test]
    public async Task Pitfall9_An_object_that_is_too_deep_is_an_invalid_event()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"x":""", 5000)) + "1" + new string('}', 5000);

        var read = await ReadAsync($$$"""{"type":"ADDED","object":{"data":{{{deep}}},"metadata":{"name":"deep","resourceVersion":"6"} }}""" + "\n" + Frames);

        Assert.That(read, Is.EqualTo($"Added deep 6 invalid, {FramesRead}"));
    }

    [TestCase("""{"type":"ADDED","object":{"metadata":{"name":"a"}}}""")]
    [TestCase("{")]
    public void A_line_without_its_end_is_a_broken_exchange(string line) =>
        Assert.That(async () => await ReadAsync(line), Throws.TypeOf<KubernetesConnectionException>().With.Message.Contains("middle of an event"));

    [TestCase("")]
    [TestCase("\n\n \r\n\t")]
    public async Task Nothing_but_space_is_a_quiet_end(string text) => Assert.That(await ReadAsync(text), Is.Empty);

    private static Task<string> ReadAsync(string text, int maxObjectBytes = 1024 * 1024) => ReadAsync(new PieceStream(Encoding.UTF8.GetBytes(text), []), maxObjectBytes);

    private static async Task<string> ReadAsync(Stream stream, int maxObjectBytes = 1024 * 1024)
    {
        using var response = new HttpResponseMessage { Content = new StreamContent(stream) };
        var options = new KubernetesClientOptions { MaxObjectBytes = maxObjectBytes };
        await using var watch = new WatchConnection<ConfigMap>(response, ResourceType.Of<ConfigMap>().Codec, "watch", TimeSpan.FromMinutes(5), options, CancellationToken.None);
        var events = new List<string>();
        await foreach (var item in watch)
        {
            events.Add($"{item.Type} {item.Metadata?.Name} {item.ResourceVersion}{(item.Invalid is null ? "" : " invalid")}");
        }

        return string.Join(", ", events);
    }
}
