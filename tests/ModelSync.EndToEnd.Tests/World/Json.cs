using System.Text;
using System.Text.Json;
using ModelSync.Kubernetes.Patching;
using ModelSync.Kubernetes.Resources;

namespace ModelSync.EndToEnd.World;

/// <summary>Short ways to write JSON in tests.</summary>
internal static class Json
{
    public static Patch MergePatch(string json) => Patch.Merge(Encoding.UTF8.GetBytes(json));

    public static Patch StrategicMergePatch(string json) => Patch.StrategicMerge(Encoding.UTF8.GetBytes(json));

    public static DynamicObject Object(string json) => DynamicObject.Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>The value at a path of member names and list indexes; null where there is none.</summary>
    public static string? At(this DynamicObject? value, params object[] path)
    {
        var element = (value ?? throw new AssertionException("the object is not there")).ToJsonElement();
        foreach (var step in path)
        {
            var found = step switch
            {
                int index when element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength() => element[index],
                string name when element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) => member,
                _ => default,
            };
            if (found.ValueKind == JsonValueKind.Undefined)
            {
                return null;
            }

            element = found;
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : element.GetRawText();
    }
}
