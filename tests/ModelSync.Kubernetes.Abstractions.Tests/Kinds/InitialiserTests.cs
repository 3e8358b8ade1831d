using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Kinds;

/// <summary>Pitfall 26: the serializer's source generator sets every init-only property, so that an absent member overwrites the initialiser with null or 0.</summary>
public sealed class InitialiserTests
{
    private static IEnumerable<Type> WireTypes => typeof(ObjectMeta).Assembly.GetExportedTypes().Where(type => !type.ContainsGenericParameters && !type.IsByRefLike &&
        new JsonSerializerContext[] { KindsJsonContext.Default, KubernetesJsonContext.Default }
            .Any(context => context.GetTypeInfo(type)?.Kind == JsonTypeInfoKind.Object));

    [Test]
    public void The_generator_drops_initialisers_of_init_only_properties()
    {
        Assert.That(new Trap().Size, Is.EqualTo(5));
        Assert.That(JsonSerializer.Deserialize("{}", TrapJsonContext.Default.Trap)!.Size, Is.Zero);
        Assert.That(Initialised(typeof(Trap)), Is.EqualTo(new[] { "Trap.Size" }), "the check below finds it");
    }

    [Test]
    public void No_wire_type_has_an_initialiser()
    {
        Assert.That(WireTypes, Is.SupersetOf(new[] { typeof(ObjectMeta), typeof(ApiStatusCause), typeof(Pod), typeof(ContainerStateWaiting), typeof(LeaseSpec) }));
        Assert.That(WireTypes.SelectMany(Initialised), Is.Empty);
    }

    [TestCaseSource(nameof(WireTypes))]
    public void A_wire_type_read_from_nothing_is_the_one_constructed(Type type)
    {
        var typeInfo = KindsJsonContext.Default.GetTypeInfo(type) ?? KubernetesJsonContext.Default.GetTypeInfo(type)!;
        if (typeInfo.Properties.Any(property => property.IsRequired))
        {
            Assert.That(() => JsonSerializer.Deserialize("{}", typeInfo), Throws.InstanceOf<JsonException>());
            return;
        }

        Assert.That(JsonSerializer.Deserialize("{}", typeInfo), Is.EqualTo(Activator.CreateInstance(type)));
    }

    // Reflection passes by `required`, so that every type can be constructed with nothing but its initialisers.
    private static IEnumerable<string> Initialised(Type type)
    {
        var value = Activator.CreateInstance(type);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !Equals(property.GetValue(value), property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null))
            .Select(property => $"{type.Name}.{property.Name}");
    }
}

internal sealed record Trap
{
    public int Size { get; init; } = 5;
}

[JsonSerializable(typeof(Trap))]
internal sealed partial class TrapJsonContext : JsonSerializerContext;
