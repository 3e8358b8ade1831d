using System.Text.Json;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Kubernetes.Tests.Client.Formats;

/// <summary>Lists in protobuf, read while they arrive.</summary>
public sealed class ProtobufListTests
{
    private static readonly ProtobufMessage Metadata = new ProtobufMessage().Text(1, "").Text(2, "77").Text(3, "next").Number(4, 5);

    [Test]
    public async Task A_list_reads_the_same_as_from_JSON()
    {
        var fromProtobuf = await ReadAsync(new MemoryStream(DeploymentProtobufFixture.List(50)), ResourceType.Of<Deployment>());
        using var buffer = NewBuffer();
        var fromJson = await AnswerFormat.Json.ReadListAsync(
            ResourceType.Of<Deployment>().Codec, buffer, new MemoryStream(DeploymentFixture.ListJson(50)), 1 << 20, "GET /list");

        Assert.That(fromProtobuf.Items.Select(Text), Is.EqualTo(fromJson.Items.Select(Text)));
        Assert.That(fromProtobuf.ResourceVersion, Is.EqualTo(fromJson.ResourceVersion));
        Assert.That(fromProtobuf.Continue, Is.Null);
    }

    [Test]
    public async Task Pieces_of_any_length_make_the_same_list()
    {
        var list = NewList().Message(2, ConfigMap("a")).Text(9, "unknown").Number(10, 3).Message(2, ConfigMap("b")).InEnvelope("v1", "ConfigMapList");

        var page = await ReadAsync(PieceStream.ByteByByte(list), ResourceType.Of<ConfigMap>());

        Assert.That(page.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((page.ResourceVersion.Value, page.Continue, page.RemainingItemCount), Is.EqualTo(("77", "next", (long?)5)));
    }

    [Test]
    public async Task Pitfall9_One_bad_object_is_named_and_the_others_are_read()
    {
        var bad = new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, "bad").Text(3, "shop").Text(5, "u").Text(6, "8")).Raw(0x0B);
        var list = NewList().Message(2, ConfigMap("a")).Message(2, bad).Message(2, ConfigMap("b")).InEnvelope("v1", "ConfigMapList");

        var page = await ReadAsync(new MemoryStream(list), ResourceType.Of<ConfigMap>());

        Assert.That(page.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(page.Invalid.Single().Metadata, Is.EqualTo(new ModelSync.Kubernetes.Meta.ObjectMeta { Name = "bad", Namespace = "shop", Uid = "u", ResourceVersion = "8" }));
        Assert.That(page.Invalid.Single().Error, Does.Contain("wire type"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Pitfall9_An_object_that_is_too_large_is_named_and_passed_over(bool byteByByte)
    {
        var large = ConfigMap("large").Message(2, new ProtobufMessage().Text(1, "k").Text(2, new string('x', 300_000)));
        var list = NewList().Message(2, ConfigMap("a")).Message(2, large).Message(2, ConfigMap("b")).InEnvelope("v1", "ConfigMapList");

        var page = await ReadAsync(byteByByte ? PieceStream.ByteByByte(list) : new MemoryStream(list), ResourceType.Of<ConfigMap>(), maxObjectBytes: 1000);

        Assert.That(page.Items.Select(item => item.Metadata.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(page.Invalid.Single().Metadata.Name, Is.EqualTo("large"));
        Assert.That(page.Invalid.Single().Error, Is.EqualTo("it is larger than 1000 bytes"));
    }

    [Test]
    public void A_list_that_breaks_off_anywhere_is_a_broken_connection()
    {
        var content = NewList().Message(2, ConfigMap("a")).Message(2, ConfigMap("b")).ToArray();
        byte[] list = [.. "k8s\0"u8, .. new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, "v1").Text(2, "ConfigMapList")).Bytes(2, content).ToArray()];

        for (var length = 0; length < list.Length; length++)
        {
            var part = list[..length];
            Assert.That(() => ReadAsync(new MemoryStream(part), ResourceType.Of<ConfigMap>()), Throws.TypeOf<KubernetesConnectionException>(), $"{length} bytes");
        }
    }

    [TestCase("ConfigMap")]
    [TestCase("Status")]
    [TestCase("")]
    [TestCase("SecretList", TestName = "A list of another kind, whose field numbers mean something else")]
    [TestCase("PartialObjectMetadataList", TestName = "A list of metadata alone, as a cache in between that ignores Accept would answer")]
    public void Anything_but_a_list_of_the_kind_is_not_taken_for_one(string kind) =>
        Assert.That(() => ReadAsync(new MemoryStream(NewList().InEnvelope("v1", kind)), ResourceType.Of<ConfigMap>()), Throws.TypeOf<KubernetesConnectionException>());

    [TestCase("PartialObjectMetadataList")]
    [TestCase("ConfigMapList")]
    public async Task Metadata_is_read_from_a_list_of_any_kind(string kind)
    {
        var list = NewList().Message(2, ConfigMap("a")).InEnvelope("v1", kind);

        var page = await ReadAsync(new MemoryStream(list), ResourceType.Metadata(ModelSync.Kubernetes.Kinds.ConfigMap.Resource));

        Assert.That(page.Items.Single().Metadata.Name, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_list_of_any_length_is_read_in_little_memory()
    {
        var list = NewList();
        for (var number = 0; number < 2000; number++)
        {
            list.Message(2, ConfigMap($"n{number}").Bytes(3, new byte[2000]));
        }

        using var buffer = NewBuffer();
        var page = await AnswerFormat.Protobuf.ReadListAsync(
            ResourceType.Of<ConfigMap>().Codec, buffer, new MemoryStream(list.InEnvelope("v1", "ConfigMapList")), 1 << 20, "GET /list");

        Assert.That(page.Items, Has.Count.EqualTo(2000));
        Assert.That(buffer.Capacity, Is.LessThanOrEqualTo(64 * 1024));
    }

    private static ProtobufMessage NewList() => new ProtobufMessage().Message(1, Metadata);

    private static ProtobufMessage ConfigMap(string name) => new ProtobufMessage().Message(1, new ProtobufMessage().Text(1, name).Text(6, "1"));

    private static string Text(Deployment deployment) => JsonSerializer.Serialize(deployment, Deployment.TypeInfo);

    private static StreamBuffer NewBuffer() => new("GET /list", TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);

    private static async Task<ListPage<T>> ReadAsync<T>(Stream stream, ResourceType<T> type, int maxObjectBytes = 1 << 20)
        where T : class, IKubernetesObject
    {
        using var buffer = NewBuffer();
        return await AnswerFormat.Protobuf.ReadListAsync(type.Codec, buffer, stream, maxObjectBytes, "GET /list");
    }
}
