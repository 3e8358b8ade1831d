using System.Text;
using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.Kubernetes.Tests.Client;

/// <summary>What a list in JSON calls itself: one of another kind would be read as objects that look whole and are wrong.</summary>
public sealed class ListKindTests
{
    private static readonly ResourceInfo Widgets = new("example.com", "v1", "Widget", "widgets");

    [TestCase("SecretList")]
    [TestCase("ConfigMap")]
    [TestCase("Status")]
    [TestCase("PartialObjectMetadataList", TestName = "Metadata alone, as a cache in between that ignores Accept would answer")]
    public void A_list_of_another_kind_is_refused(string kind)
    {
        Assert.That(() => ReadAsync(Named(kind), ResourceType.Of<ConfigMap>()), Throws.TypeOf<KubernetesConnectionException>().With.Message.Contains("its kind"));
        Assert.That(() => ReadAsync(Named(kind), ResourceType.Dynamic(ConfigMap.Resource)), Throws.TypeOf<KubernetesConnectionException>());
    }

    [Test]
    public void The_kind_may_stand_last() =>
        Assert.That(
            () => ReadAsync("""{"items":[{"metadata":{"name":"a"}}],"kind":"SecretList"}""", ResourceType.Of<ConfigMap>()),
            Throws.TypeOf<KubernetesConnectionException>());

    [TestCase("""{"kind":5,"items":[]}""")]
    [TestCase("""{"kind":{},"items":[]}""")]
    [TestCase("""{"kind":"\ud800","items":[]}""")]
    public void A_kind_that_is_no_text_is_refused(string json) =>
        Assert.That(() => ReadAsync(json, ResourceType.Of<ConfigMap>()), Throws.TypeOf<KubernetesConnectionException>());

    [TestCase("""{"kind":"ConfigMapList","items":[{"metadata":{"name":"a"}}]}""")]
    [TestCase("""{"kind":"List","items":[{"metadata":{"name":"a"}}]}""")]
    [TestCase("""{"kind":"","items":[{"metadata":{"name":"a"}}]}""")]
    [TestCase("""{"kind":null,"items":[{"metadata":{"name":"a"}}]}""")]
    [TestCase("""{"items":[{"metadata":{"name":"a"}}]}""")]
    public async Task A_list_of_the_kind_or_of_none_is_read(string json)
    {
        Assert.That((await ReadAsync(json, ResourceType.Of<ConfigMap>())).Items, Has.Count.EqualTo(1));
        Assert.That((await ReadAsync(json, ResourceType.Dynamic(ConfigMap.Resource))).Items, Has.Count.EqualTo(1));
    }

    // A CustomResourceDefinition says in spec.names.listKind what its lists are called.
    [TestCase("WidgetList", true)]
    [TestCase("WidgetCollection", true)]
    [TestCase("PartialObjectMetadataList", false)]
    public void Lists_of_a_custom_kind_may_have_any_name_of_their_own(string kind, bool isRead) =>
        Assert.That(() => ReadAsync(Named(kind), ResourceType.Dynamic(Widgets)), isRead ? Throws.Nothing : Throws.TypeOf<KubernetesConnectionException>());

    [TestCase("PartialObjectMetadataList")]
    [TestCase("ConfigMapList", TestName = "A server that sends whole objects all the same")]
    public async Task Metadata_is_read_from_a_list_of_any_kind(string kind) =>
        Assert.That((await ReadAsync(Named(kind), ResourceType.Metadata(ConfigMap.Resource))).Items, Has.Count.EqualTo(1));

    private static string Named(string kind) => $$"""{"kind":"{{kind}}","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"a"} }]}""";

    private static async Task<ListPage<T>> ReadAsync<T>(string json, ResourceType<T> type)
        where T : class, IKubernetesObject
    {
        using var buffer = new StreamBuffer("GET /list", TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
        return await AnswerFormat.Json.ReadListAsync(type.Codec, buffer, new MemoryStream(Encoding.UTF8.GetBytes(json)), 1 << 20, "GET /list");
    }
}
