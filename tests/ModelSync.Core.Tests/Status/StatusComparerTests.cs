using System.Collections;
using System.Reflection;
using ModelSync.Api.Rollouts;
using ModelSync.Core.Status;
using ModelSync.Kubernetes.Meta;
using ModelSync.Kubernetes.Values;

namespace ModelSync.Core.Tests.Status;

public sealed class StatusComparerTests
{
    private static readonly Type[] Records =
    [
        typeof(ModelRolloutStatus), typeof(ClusterRolloutStatus), typeof(WeightStatus), typeof(RetiringRevision), typeof(GateStatus), typeof(HistoryEntry),
        typeof(Condition), typeof(CandidateStatus), typeof(RevisionStatus), typeof(OverrideStatus), typeof(FailedRevisionStatus), typeof(StepStatus),
        typeof(PauseStatus), typeof(WaveStatus), typeof(ActionStatus),
    ];

    [Test]
    public void Full_statuses_of_the_same_content_are_equal()
    {
        Assert.That(StatusComparer.AreEqual(Full(), Full()), Is.True);
    }

    [Test]
    public void A_missing_list_equals_an_empty_one()
    {
        Assert.That(StatusComparer.AreEqual(new ModelRolloutStatus { Weights = [] }, new ModelRolloutStatus()), Is.True);
    }

    [Test]
    public void Every_member_at_every_level_makes_a_difference()
    {
        var missed = Changes(typeof(ModelRolloutStatus), "status")
            .Where(change => StatusComparer.AreEqual(Full(), (ModelRolloutStatus)change.Apply(Full())))
            .Select(change => change.Path)
            .ToList();

        Assert.That(missed, Is.Empty);
    }

    [Test]
    public void A_list_that_is_longer_is_another_one()
    {
        var full = Full();

        Assert.That(StatusComparer.AreEqual(full, full with { Clusters = [.. full.Clusters!, full.Clusters![0]] }), Is.False);
    }

    private static ModelRolloutStatus Full() => (ModelRolloutStatus)Filled(typeof(ModelRolloutStatus));

    /// <summary>For each member of a type one function that changes that member alone.</summary>
    private static IEnumerable<(string Path, Func<object, object> Apply)> Changes(Type type, string path)
    {
        foreach (var property in Writable(type))
        {
            var here = $"{path}.{property.Name}";
            if (ElementOf(property.PropertyType) is { } element && !Records.Contains(element))
            {
                yield return (here, target => With(target, property, ListOf(element, Other(element))));
            }
            else if (ElementOf(property.PropertyType) is { } record)
            {
                foreach (var (inner, apply) in Changes(record, here + "[]"))
                {
                    yield return (inner, target => With(target, property, ListOf(record, apply(((IList)property.GetValue(target)!)[0]!))));
                }
            }
            else if (Records.Contains(property.PropertyType))
            {
                foreach (var (inner, apply) in Changes(property.PropertyType, here))
                {
                    yield return (inner, target => With(target, property, apply(property.GetValue(target)!)));
                }
            }
            else
            {
                yield return (here, target => With(target, property, Other(property.PropertyType)));
            }
        }
    }

    private static object Filled(Type type)
    {
        var result = Activator.CreateInstance(type)!;
        foreach (var property in Writable(type))
        {
            property.SetValue(result, ElementOf(property.PropertyType) is { } element ? ListOf(element, Value(element)) : Value(property.PropertyType));
        }

        return result;
    }

    private static object Value(Type type) => Records.Contains(type) ? Filled(type) : Scalar(type, 1);

    private static object With(object target, PropertyInfo property, object? value)
    {
        var copy = target.GetType().GetMethod("<Clone>$")!.Invoke(target, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    private static object Other(Type type) => Scalar(type, 0);

    private static object Scalar(Type type, int seed)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? Enum.ToObject(plain, seed)
            : plain == typeof(string) ? $"text {seed}"
            : plain == typeof(int) ? seed
            : plain == typeof(long) ? (long)seed
            : plain == typeof(bool) ? seed == 1
            : plain == typeof(KubeTime) ? new KubeTime(StatusBench.Noon.AddDays(seed))
            : throw new AssertionException($"{type} is a new type of member: teach this test how to change it.");
    }

    private static IEnumerable<PropertyInfo> Writable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static Array ListOf(Type element, object item)
    {
        var list = Array.CreateInstance(element, 1);
        list.SetValue(item, 0);
        return list;
    }
}
