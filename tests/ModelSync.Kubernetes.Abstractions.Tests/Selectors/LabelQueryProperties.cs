using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Selectors;
using ModelSync.Kubernetes.Serialization;

namespace ModelSync.Kubernetes.Abstractions.Tests.Selectors;

public sealed class LabelQueryProperties
{
    // Few keys and values, so that requirements and labels meet; "in" and "notin" are keys as well as operators.
    private static readonly string[] Keys = ["a", "in", "notin", "example.com/b"];
    private static readonly string[] LabelValues = ["", "1", "2", "10", "in", "x.Y_z-0"];

    public static class Queries
    {
        public static Arbitrary<LabelRequirement> Requirement() => (
            from key in Gen.Elements(Keys)
            from @operator in Gen.Elements(Enum.GetValues<LabelOperator>())
            from values in @operator switch
            {
                LabelOperator.In or LabelOperator.NotIn => Gen.NonEmptyListOf(Gen.Elements(LabelValues)).Select(list => list.ToArray()),
                LabelOperator.Exists or LabelOperator.DoesNotExist => Gen.Constant(Array.Empty<string>()),
                LabelOperator.GreaterThan or LabelOperator.LessThan => Gen.Elements("0", "1", "2", "10").Select(value => new[] { value }),
                _ => Gen.Elements(LabelValues).Select(value => new[] { value }),
            }
            select LabelRequirement.Create(key, @operator, values)).ToArbitrary();

        public static Arbitrary<LabelQuery> Query() =>
            Gen.ListOf(Requirement().Generator).Select(list => list.Aggregate(LabelQuery.Everything, (query, requirement) => query.And(requirement))).ToArbitrary();

        public static Arbitrary<StringMap> Labels() => (
            from keys in Gen.SubListOf(Keys)
            from values in Gen.ArrayOf(Gen.Elements(LabelValues), Keys.Length)
            select StringMap.From(keys.Select((key, i) => KeyValuePair.Create(key, values[i])))).ToArbitrary();
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Queries)])]
    public bool Parse_of_print_is_the_same_query(LabelQuery query) =>
        LabelQuery.Parse(query.ToString()).Equals(query) && LabelQuery.Parse(query.ToString()).GetHashCode() == query.GetHashCode();

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Queries)], MaxTest = 1000)]
    public bool Matches_is_the_conjunction_of_a_naive_oracle(LabelQuery query, StringMap labels) =>
        query.Matches(labels) == query.Requirements.All(requirement => Oracle(requirement, labels.ToDictionary()));

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Queries)])]
    public bool And_matches_what_both_match(LabelQuery left, LabelQuery right, StringMap labels) =>
        left.And(right).Matches(labels) == (left.Matches(labels) && right.Matches(labels));

    [FsCheck.NUnit.Property]
    public bool Parse_of_any_text_says_why_or_returns_what_prints_the_same(NonNull<string> text) =>
        LabelQuery.TryParse(text.Get, out var query, out var error) ? LabelQuery.Parse(query.ToString()).Equals(query) : error.Length > 0;

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public Property Parse_of_syntax_in_any_order_says_why_or_returns_what_prints_the_same() => Prop.ForAll(
        Gen.ListOf(Gen.Elements("a", "b/c", "in", "notin", "=", "==", "!=", "!", ",", "(", ")", ">", "<", " ", "1")).Select(string.Concat).ToArbitrary(),
        text => LabelQuery.TryParse(text, out var query, out var error) ? LabelQuery.Parse(query.ToString()).Equals(query) : error.Length > 0);

    private static bool Oracle(LabelRequirement requirement, Dictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(requirement.Key);
        var listed = value is not null && requirement.Values.Contains(value);
        return requirement.Operator switch
        {
            LabelOperator.Equal or LabelOperator.In => listed,
            LabelOperator.NotEqual or LabelOperator.NotIn => !listed,
            LabelOperator.Exists => value is not null,
            LabelOperator.DoesNotExist => value is null,
            LabelOperator.GreaterThan => int.TryParse(value, out var number) && number > int.Parse(requirement.Values[0]),
            _ => int.TryParse(value, out var number) && number < int.Parse(requirement.Values[0]),
        };
    }
}
