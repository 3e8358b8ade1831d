using ModelSync.Core.Traffic;
using ModelSync.Operator.Traffic;

namespace ModelSync.Operator.Tests.Traffic;

/// <summary>What an entry Service selects, and what is no selector of ours.</summary>
internal sealed class EntrySelectorTests
{
    [Test]
    public void One_label_selects_all_revisions() => Assert.That(Of("""{"modelsync.io/rollout":"fraud"}"""), Is.EqualTo(ServiceSelector.Wide));

    [Test]
    public void Two_labels_select_one() =>
        Assert.That(Of("""{"modelsync.io/rollout":"fraud","modelsync.io/revision":"bcdfghjklm"}"""), Is.EqualTo(ServiceSelector.Narrow("bcdfghjklm")));

    [TestCase("""{"app":"fraud"}""")]
    [TestCase("""{"modelsync.io/rollout":"fraud","app":"fraud"}""")]
    [TestCase("""{"modelsync.io/rollout":"fraud","modelsync.io/revision":"bcdfghjklm","app":"fraud"}""")]
    [TestCase("""{"modelsync.io/rollout":"other"}""")]
    [TestCase("{}")]
    [TestCase("null")]
    public void Anything_else_is_none_of_ours(string selector) => Assert.That(Of(selector), Is.Null);

    [TestCase("""{"modelsync.io/rollout":"fraud","app":"fraud"}""", true)]
    [TestCase("""{"modelsync.io/rollout":"fraud","modelsync.io/revision":"bcdfghjklm"}""", false)]
    [TestCase("null", false)]
    public void Labels_of_others_are_told(string selector, bool expected) => Assert.That(EntrySelector.HasForeignLabels(Service(selector)), Is.EqualTo(expected));

    private static ServiceSelector? Of(string selector) => EntrySelector.Of(Service(selector), "fraud");

    private static Kubernetes.Resources.DynamicObject Service(string selector) =>
        Objects.Parse("{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":" + Objects.Owned("fraud") + ",\"spec\":{\"selector\":" + selector + "}}");
}
