using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Meta;

public sealed class ObjectMetaTests
{
    private const string Whole =
        """{"name":"web","generateName":"we","namespace":"prod","uid":"6f3c","resourceVersion":"412","generation":3"""
        + ""","creationTimestamp":"2026-11-20T10:00:00Z","deletionTimestamp":"2026-11-20T11:00:00Z","deletionGracePeriodSeconds":30,"labels":{"app":"web"},"annotations":{"note":"x"}"""
        + ""","ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"web-5d","uid":"77","controller":true,"blockOwnerDeletion":true}],"finalizers":["a.io/x","b.io/y"]}""";

    [Test]
    public void Every_member_survives_a_round_trip_byte_for_byte() => Assert.That(Write(Read(Whole)), Is.EqualTo(Whole));

    [Test]
    public void Unknown_members_are_skipped()
    {
        var metadata = Read("""{"selfLink":"/x","clusterName":null,"name":"web","future":{"a":[1,{"b":2}]},"managedFields":[{"manager":"m","fieldsV1":{"f:spec":{}}}],"uid":"u"}""");

        Assert.That(metadata, Is.EqualTo(new ObjectMeta { Name = "web", Uid = "u" }));
    }

    [Test]
    public void Explicit_nulls_are_read_as_absent()
    {
        var metadata = Read(
            """{"name":null,"generation":null,"creationTimestamp":null,"deletionTimestamp":null,"labels":null,"annotations":null,"ownerReferences":null,"finalizers":null}""");

        Assert.That(metadata, Is.EqualTo(new ObjectMeta()));
        Assert.That(Write(metadata), Is.EqualTo("{}"));
    }

    [Test]
    public void Of_duplicate_members_the_last_wins() =>
        Assert.That(Read("""{"name":"a","labels":{"k":"1"},"name":"b","labels":{"k":"2","k":"3"}}"""), Is.EqualTo(
            new ObjectMeta { Name = "b", Labels = StringMap.From([KeyValuePair.Create("k", "3")]) }));

    [Test]
    public void ManagedFields_DeeperThanTheSerializersDefault_AreSkipped()
    {
        var nested = string.Concat(Enumerable.Repeat("{\"f:a\":", 200)) + "{}" + new string('}', 200);

        Assert.That(Read($$"""{"managedFields":[{"fieldsV1":{{nested}}}],"name":"web"}""").Name, Is.EqualTo("web"));
    }

    [Test]
    public void ManagedFields_HoweverLarge_CostNoBytes()
    {
        var entry = """{"manager":"kube-controller-manager","operation":"Update","apiVersion":"apps/v1","time":"2026-11-20T10:00:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:annotations":{".":{},"f:a":{}}}}}""";
        var without = Encoding.UTF8.GetBytes(Whole);
        var with = Encoding.UTF8.GetBytes(Whole[..^1] + $",\"managedFields\":[{string.Join(',', Enumerable.Repeat(entry, 100))}]}}");

        Assert.That(AllocatedBy(with), Is.EqualTo(AllocatedBy(without)));
    }

    [Test]
    public void Texts_that_repeat_from_object_to_object_are_shared()
    {
        var first = Read(Whole);
        var second = Read(Whole);

        Assert.That(second.Namespace, Is.SameAs(first.Namespace));
        Assert.That(second.OwnerReferences![0].ApiVersion, Is.SameAs(first.OwnerReferences![0].ApiVersion));
        Assert.That(second.OwnerReferences[0].Kind, Is.SameAs(first.OwnerReferences[0].Kind));
    }

    [Test]
    public void Questions_of_a_reconciler_are_answered()
    {
        var metadata = Read(Whole);

        Assert.That(metadata.Key, Is.EqualTo(new NamespacedName("prod", "web")));
        Assert.That(metadata.IsDeleting, Is.True);
        Assert.That(metadata.ControllerOwner?.Name, Is.EqualTo("web-5d"));
        Assert.That(metadata.HasFinalizer("b.io/y"), Is.True);
        Assert.That(metadata.HasFinalizer("B.io/y"), Is.False);

        var empty = new ObjectMeta();
        Assert.That(empty.Key, Is.EqualTo(new NamespacedName(null, string.Empty)));
        Assert.That(empty.IsDeleting, Is.False);
        Assert.That(empty.ControllerOwner, Is.Null);
        Assert.That(empty.HasFinalizer("b.io/y"), Is.False);
    }

    [Test]
    public void ControllerOwner_PassesOverOwnersThatDoNotManage()
    {
        OwnerReference Owner(string name, bool? controller) => new() { ApiVersion = "v1", Kind = "K", Name = name, Uid = name, Controller = controller };

        Assert.That(new ObjectMeta { OwnerReferences = [Owner("a", null), Owner("b", false), Owner("c", true)] }.ControllerOwner?.Name, Is.EqualTo("c"));
        Assert.That(new ObjectMeta { OwnerReferences = [Owner("a", null), Owner("b", false)] }.ControllerOwner, Is.Null);
    }

    // last-applied-configuration of a Secret holds the Secret's data.
    [Test]
    public void ToString_NeverShowsAnnotations() => Assert.That(
        new ObjectMeta { Annotations = StringMap.From([KeyValuePair.Create("kubectl.kubernetes.io/last-applied-configuration", "hunter2")]) }.ToString(),
        Does.Not.Contain("hunter2"));

    [TestCase("apiVersion")]
    [TestCase("kind")]
    [TestCase("name")]
    [TestCase("uid")]
    public void OwnerReference_WithoutARequiredMember_IsRefused(string member)
    {
        var json = Whole.Replace($"[{{\"{member}\":", "[{\"x\":").Replace($",\"{member}\":\"ReplicaSet\"", "").Replace($",\"{member}\":\"web-5d\"", "").Replace($",\"{member}\":\"77\"", "");

        Assert.That(() => Read(json), Throws.InstanceOf<JsonException>().With.Message.Contains(member));
    }

    // The least of many, because code that is compiled anew meanwhile may allocate.
    private static long AllocatedBy(byte[] json) => Enumerable.Range(0, 100).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.ObjectMeta);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static ObjectMeta Read(string json) => JsonSerializer.Deserialize(json, KubernetesJsonContext.Default.ObjectMeta)!;

    private static string Write(ObjectMeta metadata) => JsonSerializer.Serialize(metadata, KubernetesJsonContext.Default.ObjectMeta);
}
