using System.Reflection;
using ModelSync.Api.Gates;
using ModelSync.Api.Policies;
using ModelSync.Api.Rollouts;

namespace ModelSync.Api.Tests.Schema;

/// <summary>No part of these specs drops what it does not know. A ModelVersion needs none of it: it is judged as it is stored.</summary>
public sealed class SpecPartTests
{
    [Test]
    public void Every_part_of_a_spec_keeps_unknown_fields()
    {
        var parts = new HashSet<Type>();
        foreach (var spec in new[] { typeof(ModelRolloutSpec), typeof(ModelGateSpec), typeof(ModelPolicySpec) })
        {
            Collect(spec, parts);
        }

        Assert.That(parts, Has.Count.GreaterThan(40));
        Assert.That(parts.Where(static part => !part.IsSubclassOf(typeof(SpecPart))), Is.Empty);
    }

    private static void Collect(Type type, HashSet<Type> parts)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        type = type.IsGenericType ? type.GetGenericArguments()[0] : type;
        if (type.Assembly == typeof(SpecPart).Assembly && type is { IsClass: true, IsEnum: false } && type != typeof(RawJson) && parts.Add(type))
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Collect(property.PropertyType, parts);
            }
        }
    }
}
