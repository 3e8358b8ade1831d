using System.Globalization;
using System.Text.Json.Nodes;
using ModelSync.Api.Corpus.Manifests;
using ModelSync.Api.Schema;

namespace ModelSync.Api.Corpus.Mutation;

/// <summary>Makes manifests of good ones by changing a few places of their specs.</summary>
public static class Mutator
{
    /// <summary>The manifest of a seed: mostly one change, sometimes more; half of them are changes of an object that is there.</summary>
    public static Manifest Make(ulong seed)
    {
        var dice = new Dice(seed);
        var values = new RandomValues(dice);
        var original = dice.Pick(ManifestFiles.Good);
        var changed = original.Object.DeepClone().AsObject();
        var schema = ApiSchemas.Of(original.Kind).Properties["spec"];
        for (var changes = 1 + (dice.Roll(3) == 0 ? dice.Roll(4) : 0); changes > 0; changes--)
        {
            Change(changed["spec"]!, schema, dice, values);
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{original.Name}@{seed}");
        return new Manifest(name, original.Kind, changed, dice.Roll(2) == 0 ? original.Object : null, []);
    }

    // Walks down at random, so that rare places are reached as often as those with many fields.
    private static void Change(JsonNode node, SchemaNode schema, Dice dice, RandomValues values)
    {
        switch (node)
        {
            case JsonObject map when schema.Type == SchemaType.Object && schema.Properties.Count > 0:
                ChangeMember(map, dice.Pick([.. schema.Properties.Keys]), schema, dice, values);
                break;
            case JsonArray list when schema.Type == SchemaType.List:
                ChangeItem(list, schema.Items!, dice, values);
                break;
            case JsonObject map when schema.Type == SchemaType.Map:
                map[dice.Pick(["a", "max-tokens", "max_tokens", "modelsync.io/x", "x.y"])] = values.For(schema.Items!);
                break;
        }
    }

    private static void ChangeMember(JsonObject map, string name, SchemaNode schema, Dice dice, RandomValues values)
    {
        var field = schema.Properties[name];
        if (map[name] is JsonObject or JsonArray && dice.Roll(4) > 0)
        {
            Change(map[name]!, field, dice, values);
        }
        else if (dice.Roll(4) == 0)
        {
            map.Remove(name);
        }
        else
        {
            map[name] = values.For(field);
        }
    }

    private static void ChangeItem(JsonArray list, SchemaNode item, Dice dice, RandomValues values)
    {
        var chance = dice.Roll(8);
        if (list.Count == 0 || chance == 0)
        {
            list.Add(values.For(item));
        }
        else if (chance == 1)
        {
            list.Add(dice.Pick([.. list])?.DeepClone());
        }
        else if (chance == 2)
        {
            list.RemoveAt(dice.Roll(list.Count));
        }
        else if (dice.Pick([.. list]) is { } one and (JsonObject or JsonArray))
        {
            Change(one, item, dice, values);
        }
        else
        {
            list[dice.Roll(list.Count)] = values.For(item);
        }
    }
}
