using System.Buffers.Binary;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Api;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Kubernetes.Tests.Client.Formats;

/// <summary>The Content-Type decides how objects, watches and refusals are read.</summary>
public sealed class ProtobufAnswerTests : ClientFixture
{
    private const string Type = "application/vnd.kubernetes.protobuf";
    private const string Path = "/api/v1/namespaces/shop/configmaps/web";
    private const string Items = "/api/v1/configmaps";

    [Test]
    public async Task An_object_is_read_from_protobuf()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes(ConfigMap("web").InEnvelope("v1", "ConfigMap"), Type));

        var value = (await ConfigMaps.GetAsync(Key, Token))!;

        Assert.That((value.ApiVersion, value.Kind, value.Metadata.Name, value.Metadata.ResourceVersion), Is.EqualTo(("v1", "ConfigMap", "web", "7")));
    }

    [Test]
    public void An_object_of_another_kind_is_not_mistaken()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes(ConfigMap("web").InEnvelope("v1", "Secret"), Type));

        var error = Assert.ThrowsAsync<InvalidObjectException>(() => ConfigMaps.GetAsync(Key, Token))!;
        Assert.That(error.Invalid.Metadata.Name, Is.EqualTo("web"));
    }

    [Test]
    public void Half_an_object_is_a_broken_connection()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes(ConfigMap("web").InEnvelope("v1", "ConfigMap")[..^8], Type));

        Assert.That(() => ConfigMaps.GetAsync(Key, Token), Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public void An_object_that_is_too_large_keeps_its_name()
    {
        Connect(options => options with { MaxObjectBytes = 200 });
        var large = ConfigMap("web").Bytes(3, new byte[1000]).InEnvelope("v1", "ConfigMap");
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes(large, Type));

        var error = Assert.ThrowsAsync<InvalidObjectException>(() => ConfigMaps.GetAsync(Key, Token))!;
        Assert.That((error.Invalid.Metadata.Name, error.Invalid.Error), Is.EqualTo(("web", "it is larger than 200 bytes")));
    }

    [Test]
    public void A_refusal_is_read_from_protobuf()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes(Status(422, "Invalid", "bad").InEnvelope("v1", "Status"), Type, 422));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token))!;
        Assert.That((error.IsInvalid, error.Reason, error.Status.Message), Is.EqualTo((true, "Invalid", "bad")));
        Assert.That(error.Status.Details!.Causes!.Single().Field, Is.EqualTo("spec.x"));
    }

    [Test]
    public void A_refusal_that_cannot_be_read_quotes_no_bytes()
    {
        Server.Expect(HttpMethod.Get, Path, ScriptedAnswer.Bytes([1, 2, 3, 200], Type, 500));

        var error = Assert.ThrowsAsync<KubernetesApiException>(() => ConfigMaps.GetAsync(Key, Token))!;
        Assert.That(error.Status.Message, Is.EqualTo("Internal Server Error"));
    }

    [Test]
    public async Task What_is_deleted_is_read_from_protobuf()
    {
        var success = new ProtobufMessage().Text(2, "Success").Message(5, new ProtobufMessage().Text(1, "web").Text(6, "u-1"));
        Server.Expect(HttpMethod.Delete, Path, ScriptedAnswer.Bytes(success.InEnvelope("v1", "Status"), Type));

        Assert.That(await ConfigMaps.DeleteAsync(Key, options: null, Token), Is.EqualTo(new DeleteResult { WasThere = true, Uid = "u-1" }));
    }

    [Test]
    public async Task A_watch_is_read_frame_by_frame()
    {
        var end = new ProtobufMessage().Message(1, new ProtobufMessage().Text(6, "9").Map(12, [KeyValuePair.Create("k8s.io/initial-events-end", "true")]));
        var bad = new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, "bad").Text(6, "8")).Message(2, new ProtobufMessage().Number(1, 1));
        byte[] frames = [.. Frame("ADDED", ConfigMap("a")), .. Frame("MODIFIED", bad), .. Frame("BOOKMARK", end), .. Frame("DELETED", ConfigMap("a"))];
        var answer = ScriptedAnswer.Stream(contentType: $"{Type};stream=watch");
        Server.Expect(HttpMethod.Get, Items, frames.Chunk(7).Aggregate(answer, (sofar, piece) => sofar.Write(piece)));

        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        var events = await ReadAllAsync(watch);

        Assert.That(events.Select(item => (item.Type, item.Metadata?.Name, item.ResourceVersion.Value, item.IsInitialEventsEnd)), Is.EqualTo(new[]
        {
            (WatchEventType.Added, "a", "7", false),
            (WatchEventType.Modified, "bad", "8", false),
            (WatchEventType.Bookmark, null, "9", true),
            (WatchEventType.Deleted, "a", "7", false),
        }));
        Assert.That(events[1].Invalid, Is.Not.Null);
    }

    [Test]
    public async Task Frames_that_come_byte_by_byte_are_the_same([Values(2000, 500)] int maxObjectBytes)
    {
        byte[] bytes = [.. Frame("ADDED", ConfigMap("large").Bytes(3, new byte[1800])), .. Frame("DELETED", ConfigMap("a")), .. Frame("ADDED", ConfigMap("b"))];
        using var buffer = new StreamBuffer("watch", TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        var frames = AnswerFormat.Protobuf.ReadWatch(ResourceType.Of<ConfigMap>().Codec, buffer, maxObjectBytes, "watch");
        var stream = PieceStream.ByteByByte(bytes);

        var events = new List<(WatchEventType, string?, bool)>();
        while (await frames.MoveNextAsync(stream))
        {
            var item = frames.Read();
            events.Add((item.Type, item.Metadata?.Name, item.Invalid is null));
        }

        Assert.That(events, Is.EqualTo(new[]
        {
            (WatchEventType.Added, "large", maxObjectBytes == 2000), (WatchEventType.Deleted, "a", true), (WatchEventType.Added, "b", true),
        }));
        Assert.That(frames.HasRest, Is.False);
    }

    [Test]
    public async Task Pitfall1_410_comes_as_a_protobuf_frame()
    {
        var error = await FailureOfAsync(Frame("ERROR", Status(410, "Expired", "too old resource version"), "Status"));

        Assert.That(error, Is.TypeOf<KubernetesApiException>().With.Property(nameof(KubernetesApiException.IsExpired)).True);
    }

    [Test]
    public async Task A_frame_that_is_too_large_is_named_and_passed_over()
    {
        Connect(options => options with { MaxObjectBytes = 2000 });
        var large = ConfigMap("large").Bytes(3, new byte[100_000]);
        byte[] frames = [.. Frame("ADDED", large), .. Frame("ADDED", ConfigMap("a"))];
        Server.Expect(HttpMethod.Get, Items, ScriptedAnswer.Bytes(frames, $"{Type};stream=watch"));

        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        var events = await ReadAllAsync(watch);

        Assert.That(events.Select(item => item.Metadata?.Name), Is.EqualTo(new[] { "large", "a" }));
        Assert.That(events[0].Invalid!.Error, Is.EqualTo("it is larger than 2000 bytes"));
    }

    [Test]
    public async Task A_frame_that_breaks_off_is_a_broken_connection([Values(2, 4, 5, 40)] int length) =>
        Assert.That(await FailureOfAsync(Frame("ADDED", ConfigMap("a"))[..length]), Is.TypeOf<KubernetesConnectionException>());

    [Test]
    public async Task A_frame_that_is_none_is_a_broken_connection() =>
        Assert.That(await FailureOfAsync([0, 0, 0, 3, 0xFF, 0xFF, 0xFF]), Is.TypeOf<KubernetesConnectionException>());

    private static ProtobufMessage ConfigMap(string name) => new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, name).Text(6, "7"));

    private static ProtobufMessage Status(int code, string reason, string message) => new ProtobufMessage()
        .Text(2, "Failure")
        .Text(3, message)
        .Text(4, reason)
        .Message(5, new ProtobufMessage().Text(1, "web").Message(4, new ProtobufMessage().Text(1, "FieldValueInvalid").Text(3, "spec.x")))
        .Number(6, code);

    private static byte[] Frame(string type, ProtobufMessage value, string kind = "ConfigMap")
    {
        var content = new ProtobufMessage().Text(1, type).Message(2, new ProtobufMessage().Bytes(1, value.InEnvelope("v1", kind))).ToArray();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. content];
    }

    private async Task<Exception?> FailureOfAsync(byte[] frames)
    {
        Server.Expect(HttpMethod.Get, Items, ScriptedAnswer.Bytes(frames, $"{Type};stream=watch"));
        await using var watch = await ConfigMaps.WatchAsync(new WatchOptions(), Token);
        return Assert.CatchAsync(() => ReadAllAsync(watch));
    }
}
