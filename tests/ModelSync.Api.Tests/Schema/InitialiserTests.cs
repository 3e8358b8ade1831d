using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using ModelSync.Api.Rollouts;

namespace ModelSync.Api.Tests.Schema;

/// <summary>Pitfall 26: the serializer's source generator sets every init-only property, so that an absent member overwrites the initialiser with null or 0.</summary>
public sealed class InitialiserTests
{
    private static IEnumerable<Type> WireTypes => typeof(ApiKinds).Assembly.GetExportedTypes()
        .Where(type => !type.ContainsGenericParameters && !type.IsByRefLike && ApiJsonContext.Default.GetTypeInfo(type)?.Kind == JsonTypeInfoKind.Object);

    [Test]
    public void No_wire_type_has_an_initialiser()
    {
        Assert.That(WireTypes, Is.SupersetOf(new[] { typeof(ModelRollout), typeof(ModelRolloutSpec), typeof(CanaryStep), typeof(WeightStatus) }));
        Assert.That(WireTypes.SelectMany(Initialised), Is.Empty);
    }

    private static IEnumerable<string> Initialised(Type type)
    {
        var value = Activator.CreateInstance(type);
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && property.GetValue(value) is not null)
            .Select(property => $"{type.Name}.{property.Name}");
    }
}
