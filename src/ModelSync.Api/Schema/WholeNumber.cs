using System.Text.Json;

namespace ModelSync.Api.Schema;

/// <summary>Reads numbers as the API server does: 2, 2.0 and 2e0 are the same whole number.</summary>
internal static class WholeNumber
{
    public static bool TryRead(JsonElement value, out long number)
    {
        number = 0;
        if (value.ValueKind != JsonValueKind.Number)
        {
            return false;
        }

        if (value.TryGetInt64(out number))
        {
            return true;
        }

        // Beyond 2^53 a double is no longer exact, so that such a text says nothing certain.
        if (!value.TryGetDouble(out var real) || Math.Abs(real) > Limits.MaxInteger || Math.Truncate(real) != real)
        {
            return false;
        }

        number = (long)real;
        return true;
    }
}
