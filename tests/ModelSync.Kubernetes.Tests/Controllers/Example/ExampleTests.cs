using ModelSync.Kubernetes.Client;
using ModelSync.Kubernetes.Controllers;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;
using Moq;

namespace ModelSync.Kubernetes.Tests.Controllers.Example;

/// <summary>The example of docs/controller-runtime.md does what the page says.</summary>
public sealed class ExampleTests : ControllerFixture
{
    private static readonly Greeting Hello = new()
    {
        Metadata = new ObjectMeta { Name = "web", Namespace = "shop", Uid = "1", ResourceVersion = "1", Generation = 1, Finalizers = ["example.com/greeting"] },
        Spec = new GreetingSpec { Text = "hello" },
    };

    [Test]
    public void The_example_makes_its_child_and_mends_it()
    {
        var applied = new List<ConfigMap>();
        var maps = new Mock<IResourceClient<ConfigMap>>();
        maps.Setup(client => client.Resource).Returns(ConfigMap.Resource);
        maps.Setup(client => client.ApplyAsync(It.IsAny<ApplyConfiguration>(), It.IsAny<ApplyOptions>(), It.IsAny<CancellationToken>()))
            .Returns((ApplyConfiguration wanted, ApplyOptions _, CancellationToken _) =>
            {
                var map = ResourceType.Of<ConfigMap>().Codec.DecodeJson(wanted.Body.Span);
                applied.Add(map);
                return Task.FromResult(map);
            });
        Local.ClientMock.Setup(client => client.Resource(It.IsAny<ResourceType<ConfigMap>>())).Returns(maps.Object);
        Start(NewController("greetings")
            .For<Greeting>(Predicates.GenerationChanged)
            .Owns<ConfigMap>()
            .WithFinalizer("example.com/greeting")
            .Build(new GreetingReconciler(Mock.Of<IOutside>())));
        Local.Caches.Of<Greeting>().Set(Hello);
        Assert.That(() => applied, Has.Count.EqualTo(1).After(10_000, 5));
        Assert.That(applied[0].Data!["text"], Is.EqualTo("hello"));

        ConfigMaps.Set(applied[0]);
        Assert.That(() => applied, Has.Count.EqualTo(2).After(10_000, 5), "a child that changes makes its owner be looked at");
    }

    [Test]
    public void ControllerReference_needs_an_owner_that_was_read() =>
        Assert.That(() => ControllerReference.To(Hello with { Metadata = new ObjectMeta { Name = "web" } }), Throws.ArgumentException.With.Message.Contains("read it before"));
}
