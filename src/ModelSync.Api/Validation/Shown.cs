using System.Text.Json;

namespace ModelSync.Api.Validation;

/// <summary>Shows what a stranger wrote, cut so that it does not fill a message.</summary>
internal static class Shown
{
    private const int MaxLength = 80;

    public static string Name(string name) => name.Length <= MaxLength ? name : $"{name.AsSpan(0, MaxLength)}…";

    public static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{…}",
        JsonValueKind.Array => "[…]",
        JsonValueKind.Undefined => "",
        _ => Name(value.GetRawText()),
    };

    public static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a bool",
    };
}
