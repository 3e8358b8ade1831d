using FsCheck;
using FsCheck.Fluent;

namespace ModelSync.Kubernetes.Abstractions.Tests.Oracles;

/// <summary>Generators of JSON text as nobody would write it by hand: odd white space, duplicates, names where they do not belong.</summary>
internal static class RandomJson
{
    public static Gen<string> Space { get; } = Gen.Elements(string.Empty, string.Empty, string.Empty, " ", "\n  ", "\t\r\n");

    public static Gen<string> Value { get; } = Gen.Sized(size => ValueOf(Math.Min(size, 12)));

    /// <summary>An object of these members, in this order.</summary>
    public static Gen<string> Object(params Gen<(string Name, string Value)>[] members) =>
        from all in Gen.CollectToArray(members)
        from text in Members(all)
        select text;

    /// <summary>An object of some of these members in any order, perhaps twice.</summary>
    public static Gen<string> ObjectOfAny(Gen<(string Name, string Value)> member, int most) =>
        from count in Gen.Choose(0, most)
        from all in Gen.ArrayOf(member, count)
        from text in Members(all)
        select text;

    public static Gen<(string Name, string Value)> Member(string name, Gen<string> value) => value.Select(text => (name, text));

    private static Gen<string> Members((string Name, string Value)[] members) =>
        from spaces in Gen.ArrayOf(Space, (members.Length * 4) + 1)
        select "{" + string.Join(',', members.Select((member, i) =>
            $"{spaces[i * 4]}\"{member.Name}\"{spaces[(i * 4) + 1]}:{spaces[(i * 4) + 2]}{member.Value}{spaces[(i * 4) + 3]}")) + spaces[^1] + "}";

    private static Gen<string> ValueOf(int size)
    {
        var leaf = Gen.Elements("null", "true", "0", "-1.50e3", "\"\"", "\"text\"", "\"\\\"}{][,:\"", "\"é<\\u0041\"", "[]", "{}", "12345678901234567890.0");
        if (size <= 1)
        {
            return leaf;
        }

        var inner = ValueOf(size / 3);
        var names = Gen.Elements("a", "b", "metadata", "managedFields", "x-y/z", "status");
        return Gen.OneOf(
            leaf,
            ObjectOfAny(names.SelectMany(name => inner, (name, value) => (name, value)), most: 3),
            from count in Gen.Choose(1, 3)
            from items in Gen.ArrayOf(inner, count)
            from space in Space
            select $"[{space}{string.Join($"{space},", items)}{space}]");
    }
}
