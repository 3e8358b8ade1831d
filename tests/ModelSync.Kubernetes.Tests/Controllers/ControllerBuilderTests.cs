using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers;

/// <summary>Mistakes that are found before anything runs.</summary>
public sealed class ControllerBuilderTests : ControllerFixture
{
    private static readonly ResourceInfo ClusterWidgets = new("example.com", "v1", "ClusterWidget", "clusterwidgets", ResourceScope.Cluster);

    [Test]
    public void Build_without_anything_to_watch_is_refused() => Refused(NewController(), "add For, Watches or Source");

    [Test]
    public void Build_with_two_kinds_to_look_after_names_both() =>
        Refused(NewController().For<ConfigMap>().For<Secret>(), "2 kinds to look after (v1 ConfigMap, v1 Secret)");

    [Test]
    public void Build_with_Owns_alone_is_refused() => Refused(NewController().Owns<ConfigMap>(), "Owns needs a For");

    [Test]
    public void Build_with_a_cluster_scoped_child_of_a_namespaced_kind_is_refused() =>
        Refused(NewController().For<ConfigMap>().OwnsMetadata(ClusterWidgets), "Owns of example.com/v1 ClusterWidget can never match");

    [Test]
    public void Build_without_a_name_is_refused() => Refused(NewController(" ").For<ConfigMap>(), "it has no name");

    [Test]
    public void Build_with_a_finalizer_and_a_reconciler_of_names_is_refused() =>
        Refused(NewController().For<ConfigMap>().WithFinalizer("example.com/clean"), "needs an IEntityReconciler");

    [TestCase("clean")]
    [TestCase("/clean")]
    [TestCase("example.com/")]
    [TestCase("Example.com/clean")]
    [TestCase("example..com/clean")]
    [TestCase("-example.com/clean")]
    [TestCase("example.com/a/b")]
    [TestCase("example.com/clean!")]
    public void Build_with_a_finalizer_of_another_form_is_refused(string finalizer) =>
        Assert.That(
            () => NewController().For<ConfigMap>().WithFinalizer(finalizer).Build(Mock.Of<IEntityReconciler<ConfigMap>>()),
            Throws.InvalidOperationException.With.Message.Contains($"the finalizer \"{finalizer}\" is not of the form example.com/name"));

    [Test]
    public void Build_with_a_reconciler_of_another_kind_names_both() =>
        Assert.That(
            () => NewController().For<ConfigMap>().Build(Mock.Of<IEntityReconciler<Secret>>()),
            Throws.InvalidOperationException.With.Message.Contains("takes Secret, but For says ConfigMap"));

    [Test]
    public void Build_with_a_reconciler_of_objects_needs_a_kind() =>
        Assert.That(
            () => NewController().Watches<Secret>((_, _) => []).Build(Mock.Of<IEntityReconciler<ConfigMap>>()),
            Throws.InvalidOperationException.With.Message.Contains("needs For<ConfigMap>"));

    [Test]
    public void Build_names_every_mistake_at_once()
    {
        var options = new ControllerOptions
        {
            Workers = 0,
            ReconcileTimeout = TimeSpan.Zero,
            MinInterval = TimeSpan.FromSeconds(-1),
            BackoffBase = TimeSpan.Zero,
            BackoffMax = TimeSpan.FromSeconds(-1),
            ConsistencyTimeout = TimeSpan.FromSeconds(-1),
            SyncTimeout = TimeSpan.Zero,
        };
        var exception = Assert.Throws<InvalidOperationException>(() => NewController("maps").WithOptions(options).Build(Reconciler));

        foreach (var mistake in (string[])["\"maps\"", "Workers is 0", "ReconcileTimeout", "MinInterval", "BackoffBase", "BackoffMax", "ConsistencyTimeout", "SyncTimeout", "add For"])
        {
            Assert.That(exception!.Message, Does.Contain(mistake));
        }
    }

    [Test]
    public void Build_gives_a_controller_of_that_name()
    {
        var controller = NewController("maps").For<ConfigMap>().WithOptions(new ControllerOptions { NeedsLeader = false }).Build(Reconciler);

        Assert.That(controller.Name, Is.EqualTo("maps"));
        Assert.That(controller.NeedsLeader, Is.False);
        Assert.That(controller.Health.Message, Is.EqualTo("has not begun to watch its own cluster"));
    }

    private void Refused(ControllerBuilder builder, string mistake) =>
        Assert.That(() => builder.Build(Reconciler), Throws.InvalidOperationException.With.Message.Contains(mistake));
}
