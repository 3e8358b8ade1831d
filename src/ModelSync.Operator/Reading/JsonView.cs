using System.Text.Json;

namespace ModelSync.Operator.Reading;

/// <summary>Looks into JSON of foreign kinds: what is missing, or is of another type than expected, is not there.</summary>
internal static class JsonView
{
    extension(JsonElement element)
    {
        /// <summary>A member; an undefined element where there is none.</summary>
        public JsonElement Member(string name) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

        /// <summary>The items of a list.</summary>
        public IEnumerable<JsonElement> Items(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

        /// <summary>A text.</summary>
        public string? Text(string name) => element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

        /// <summary>A whole number.</summary>
        public long? Number(string name) => element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;
    }
}
